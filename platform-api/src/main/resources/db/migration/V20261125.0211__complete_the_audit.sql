-- What a thing looked like before and after, and from where the call came. `form` says what the hash of a row covers.
alter table audit_event add column form       smallint not null default 1;
alter table audit_event add column before     text;
alter table audit_event add column after      text;
alter table audit_event add column address    text;
alter table audit_event add column user_agent text;
alter table audit_event alter column form drop default;
create index audit_event_by_action on audit_event (tenant_id, action, sequence);
create index audit_event_by_actor  on audit_event (tenant_id, actor, sequence);
create index audit_event_by_target on audit_event (tenant_id, target, sequence);

-- One row is the last event of a tenant's chain, so that events cut off at its end show. Moved by who appends, who holds it.
create table audit_head (
    tenant_id uuid   not null,
    sequence  bigint not null,
    hash      bytea  not null,
    constraint audit_head_key primary key (tenant_id),
    constraint audit_head_of_tenant foreign key (tenant_id) references tenant (id)
);
-- the migration's role is held to the policies too, and has none here
alter table audit_event no force row level security;
insert into audit_head (tenant_id, sequence, hash)
select distinct on (tenant_id) tenant_id, sequence, hash from audit_event order by tenant_id, sequence desc;
alter table audit_event force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy audit_head_own on audit_head to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on audit_head to flotilla_app;

-- the projections write what the platform finds by itself
create policy audit_head_of_projection on audit_head to flotilla_projection using (true) with check (true);
grant select, insert, update on audit_head to flotilla_projection;
