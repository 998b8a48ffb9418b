-- One row is one limit of how fast a node (the tenant, an app, a key, a model) may go, by requests or tokens a minute, and for
-- the tenant how many invocations may be under way at once. Written by people of the tenant.
create table rate_limit (
    tenant_id           uuid        not null,
    id                  uuid        not null default uuidv7(),
    name                text        not null,
    level               text        not null,
    subject             text        not null,
    requests_per_minute integer,
    tokens_per_minute   bigint,
    at_once             integer,
    revision            integer     not null default 1,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    constraint rate_limit_key primary key (tenant_id, id),
    constraint rate_limit_of_tenant foreign key (tenant_id) references tenant (id),
    constraint rate_limit_name_once unique (tenant_id, name),
    constraint rate_limit_level_known check (level in ('tenant', 'app', 'key', 'model')),
    constraint rate_limit_of_whole_tenant_names_nothing check ((level = 'tenant') = (subject = '')),
    constraint rate_limit_limits_something
        check (requests_per_minute > 0 or tokens_per_minute > 0 or at_once >= 0),
    constraint rate_limit_counts_for_tenants check (at_once is null or level = 'tenant')
);
alter table rate_limit enable row level security;
alter table rate_limit force row level security;
create policy rate_limit_of_tenant on rate_limit to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy rate_limit_of_projection on rate_limit for select to flotilla_projection using (true);
grant select, insert, update, delete on rate_limit to flotilla_app;
grant select on rate_limit to flotilla_projection;

-- One row is how much of a limit is used: until `spent_until`, were nothing more to come. (The generic cell rate algorithm: each
-- request moves the instant on by its share of a minute, and passes while the instant is not too far ahead.) Moved for requests by
-- admission, for tokens by the projection of usage.
create table rate_limit_use (
    tenant_id   uuid        not null,
    limit_id    uuid        not null,
    measure     text        not null,
    per_minute  bigint      not null,
    spent_until timestamptz not null,
    constraint rate_limit_use_key primary key (tenant_id, limit_id, measure),
    constraint rate_limit_use_of_limit foreign key (tenant_id, limit_id) references rate_limit (tenant_id, id) on delete cascade,
    constraint rate_limit_use_measure_known check (measure in ('requests', 'tokens'))
);
alter table rate_limit_use enable row level security;
alter table rate_limit_use force row level security;
create policy rate_limit_use_of_tenant on rate_limit_use to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy rate_limit_use_of_projection on rate_limit_use to flotilla_projection using (true) with check (true);
grant select, insert, update on rate_limit_use to flotilla_app;
grant select, insert, update on rate_limit_use to flotilla_projection;
