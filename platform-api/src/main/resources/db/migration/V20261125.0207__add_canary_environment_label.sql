-- While a canary is on, `canary_id` is a second release that gets `canary_share` percent of the invocations.
alter table live_release
    add column canary_id    uuid,
    add column canary_share smallint,
    add constraint live_release_canary_has_a_share check ((canary_id is null) = (canary_share is null)),
    add constraint live_release_canary_share_is_a_part check (canary_share between 1 and 99),
    add constraint live_release_canary_is_another_release check (canary_id <> release_id),
    add constraint live_release_canary_is_a_release
        foreign key (tenant_id, app_id, environment, canary_id) references release (tenant_id, app_id, environment, id);

-- One row is an environment that a tenant made beside development, staging and production, which every tenant has.
create table environment (
    tenant_id   uuid        not null,
    name        text        not null,
    title       text,
    created_at  timestamptz not null default now(),
    constraint environment_key primary key (tenant_id, name),
    constraint environment_of_tenant foreign key (tenant_id) references tenant (id)
);

-- Environments that releases were made in before they had to be named stay the tenant's own. The owner reads all releases for once.
alter table release no force row level security;
insert into environment (tenant_id, name)
select distinct tenant_id, environment from release where environment not in ('development', 'staging', 'production');
alter table release force row level security;

alter table environment enable row level security;
alter table environment force row level security;
create policy environment_own on environment to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on environment to flotilla_app;

-- Labels are notes of the tenant's people and programs on an app or a version; of a version, they alone may change.
alter table app add column labels jsonb not null default '{}';
alter table app_version add column labels jsonb not null default '{}';
grant update (labels) on app_version to flotilla_app;
