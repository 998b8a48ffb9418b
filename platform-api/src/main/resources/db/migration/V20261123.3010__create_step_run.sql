-- One row is one finished step of an invocation: the journal. Written by the projection; position is the order in which
-- the steps ended. A step that an older attempt failed is replaced when a newer attempt finishes it.
create table step_run (
    tenant_id     uuid        not null,
    invocation_id uuid        not null,
    step          text        not null,
    iteration     text        not null,
    attempt       integer     not null,
    position      bigint      not null generated always as identity,
    type          text        not null,
    state         text        not null,
    output        json        not null,
    problem       json,
    started_at    timestamptz not null,
    finished_at   timestamptz not null,
    constraint step_run_pkey primary key (tenant_id, invocation_id, step, iteration),
    constraint step_run_state_is_known check (state in ('succeeded', 'recovered', 'skipped', 'failed'))
) partition by range (invocation_id);

alter table step_run enable row level security;
alter table step_run force row level security;
create policy step_run_of_tenant on step_run to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy step_run_of_projection on step_run to flotilla_projection using (true) with check (true);
grant select on step_run to flotilla_app;
grant select, insert, update on step_run to flotilla_projection;

-- One row is one call that a worker announced before making it. Written by the projection, so that a call whose usage
-- never arrives is still in the ledger when its worker is lost. The call is the message's own record.
create table call_dispatch (
    tenant_id     uuid        not null,
    invocation_id uuid        not null,
    id            uuid        not null,
    attempt       integer     not null,
    call          json        not null,
    constraint call_dispatch_pkey primary key (tenant_id, invocation_id, id)
) partition by range (invocation_id);

alter table call_dispatch enable row level security;
alter table call_dispatch force row level security;
create policy call_dispatch_of_tenant on call_dispatch to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy call_dispatch_of_projection on call_dispatch to flotilla_projection using (true) with check (true);
grant select, insert on call_dispatch to flotilla_projection;
