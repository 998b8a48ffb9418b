-- Where a tenant's days and months begin. The one place that says so.
create function tenant_zone(tenant uuid) returns text
    language sql stable parallel safe
    return 'UTC';

-- One row is one budget: what a node (the tenant, a scenario, an app, an API key) may cost in each day or month. Written by
-- people of the tenant. `hard` refuses what might not fit, `warn` only tells.
create table budget (
    tenant_id  uuid        not null,
    id         uuid        not null default uuidv7(),
    name       text        not null,
    level      text        not null,
    subject    text        not null,
    period     text        not null,
    limit_nano bigint      not null,
    currency   text        not null,
    mode       text        not null,
    revision   integer     not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint budget_key primary key (tenant_id, id),
    constraint budget_of_tenant foreign key (tenant_id) references tenant (id),
    constraint budget_name_once unique (tenant_id, name),
    constraint budget_level_known check (level in ('tenant', 'scenario', 'app', 'key')),
    constraint budget_of_whole_tenant_names_nothing check ((level = 'tenant') = (subject = '')),
    constraint budget_period_known check (period in ('day', 'month')),
    constraint budget_limit_not_negative check (limit_nano >= 0),
    constraint budget_mode_known check (mode in ('hard', 'warn'))
);
alter table budget enable row level security;
alter table budget force row level security;
create policy budget_of_tenant on budget to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy budget_of_projection on budget for select to flotilla_projection using (true);
grant select, insert, update, delete on budget to flotilla_app;
grant select on budget to flotilla_projection;

-- One row is one day or month of a budget. `committed` is what the ledger says that invocations admitted in it cost, `held` is
-- what is set aside for those that run. Admission adds to held; the projection of usage moves held to committed; what is left
-- of a hold when its invocation has ended is given back. Invariant of a hard budget: committed + held <= limit.
create table budget_period (
    tenant_id      uuid        not null,
    budget_id      uuid        not null,
    starts_at      timestamptz not null,
    committed_nano bigint      not null,
    held_nano      bigint      not null,
    told           smallint    not null default 0,
    constraint budget_period_key primary key (tenant_id, budget_id, starts_at),
    constraint budget_period_of_budget foreign key (tenant_id, budget_id) references budget (tenant_id, id) on delete cascade,
    constraint budget_period_held_not_negative check (held_nano >= 0)
);
alter table budget_period enable row level security;
alter table budget_period force row level security;
create policy budget_period_of_tenant on budget_period to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy budget_period_of_projection on budget_period to flotilla_projection using (true) with check (true);
grant select, insert, update on budget_period to flotilla_app;
grant select, update on budget_period to flotilla_projection;

-- One row is what one budget has set aside for one invocation: the part of its worst bill that has not been billed yet. Added by
-- admission, lowered by the projection of usage, taken away when the invocation has ended and its usage is stored.
create table budget_hold (
    tenant_id     uuid        not null,
    invocation_id uuid        not null,
    budget_id     uuid        not null,
    starts_at     timestamptz not null,
    held_nano     bigint      not null,
    constraint budget_hold_key primary key (tenant_id, invocation_id, budget_id),
    constraint budget_hold_of_period foreign key (tenant_id, budget_id, starts_at)
        references budget_period (tenant_id, budget_id, starts_at) on delete cascade,
    constraint budget_hold_not_negative check (held_nano >= 0)
);
create index budget_hold_of_budget on budget_hold (tenant_id, budget_id, starts_at);
alter table budget_hold enable row level security;
alter table budget_hold force row level security;
create policy budget_hold_of_tenant on budget_hold to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy budget_hold_of_projection on budget_hold to flotilla_projection using (true) with check (true);
grant select, insert, update on budget_hold to flotilla_app;
grant select, update, delete on budget_hold to flotilla_projection;

-- Admission of a further attempt looks at what lost ones announced.
grant select on call_dispatch to flotilla_app;

-- A budget that reaches a threshold says so in the audit, from within the projection.
create policy audit_event_of_projection_read on audit_event for select to flotilla_projection using (true);
create policy audit_event_of_projection on audit_event for insert to flotilla_projection with check (true);
grant select, insert on audit_event to flotilla_projection;
