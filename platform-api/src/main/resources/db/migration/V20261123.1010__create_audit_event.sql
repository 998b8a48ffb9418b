-- One row is one change or privileged read in a tenant. Append-only: the application may insert and read, nothing else.
-- Each row's hash covers the row before, so that a row changed or taken away by force shows.
create table audit_event (
    tenant_id     uuid        not null,
    sequence      bigint      not null,
    at            timestamptz not null,
    actor         text        not null,
    action        text        not null,
    target        text        not null,
    details       text        not null,
    previous_hash bytea       not null,
    hash          bytea       not null,
    constraint audit_event_key primary key (tenant_id, sequence),
    constraint audit_event_of_tenant foreign key (tenant_id) references tenant (id)
);
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy audit_event_read on audit_event for select to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy audit_event_append on audit_event for insert to flotilla_app
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on audit_event to flotilla_app;
