-- One row is one Idempotency-Key of a caller: who is at work on its request, and once that has answered, the answer,
-- sealed. Written around every write of the API, dropped after a day. An operator's rows have the tenant zero.
create table idempotent_call (
    tenant_id       uuid        not null,
    caller          text        not null,
    idempotency_key text        not null,
    fingerprint     text        not null,
    claim           uuid        not null,
    claimed_until   timestamptz not null,
    answer          bytea,
    created_at      timestamptz not null,
    constraint idempotent_call_pkey primary key (tenant_id, caller, idempotency_key)
);

alter table idempotent_call enable row level security;
alter table idempotent_call force row level security;
create policy idempotent_call_of_tenant on idempotent_call to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy idempotent_call_of_projection on idempotent_call to flotilla_projection using (true) with check (true);
grant select, insert, update, delete on idempotent_call to flotilla_app;
grant select, delete on idempotent_call to flotilla_projection;
