-- One row is one app of a tenant. `version` is the version put last; what runs is what a release names. Written by the app feature.
-- Archived, never deleted: its versions stay what past invocations ran. A new document of that name takes the row up again.
create table app (
    tenant_id    uuid        not null,
    id           uuid        not null default uuidv7(),
    name         text        not null,
    version      integer     not null,
    archived_at  timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint app_key primary key (tenant_id, id),
    constraint app_name_once unique (tenant_id, name),
    constraint app_of_tenant foreign key (tenant_id) references tenant (id)
);
alter table app enable row level security;
alter table app force row level security;
create policy app_own on app to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on app to flotilla_app;

-- One row is one published version of an app: the document as given (`source`) and in canonical JSON (`definition`), whose SHA-256 is
-- `hash`. Written by the app feature; append-only, a published version never changes. `models` and `connectors` are the names used.
create table app_version (
    tenant_id    uuid        not null,
    app_id       uuid        not null,
    number       integer     not null,
    hash         text        not null,
    title        text        not null,
    scenario     text        not null,
    definition   text        not null,
    source       text        not null,
    source_type  text        not null,
    models       text[]      not null,
    connectors   text[]      not null,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    constraint app_version_key primary key (tenant_id, app_id, number),
    constraint app_version_content_is_stored_once unique (tenant_id, app_id, hash),
    constraint app_version_of_app foreign key (tenant_id, app_id) references app (tenant_id, id),
    constraint app_version_is_json check (definition is json object and title is json object),
    constraint app_version_source_type_is_known check (source_type in ('yaml', 'json'))
);
alter table app_version enable row level security;
alter table app_version force row level security;
create policy app_version_own on app_version to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on app_version to flotilla_app;

-- The version put last exists; checked at the end of the transaction, because the two rows name each other.
alter table app add constraint app_version_put_last_exists
    foreign key (tenant_id, id, version) references app_version (tenant_id, app_id, number)
    deferrable initially deferred;

-- One row is one act of making a version live in an environment. Written by the app feature; append-only.
-- `previous_id` is what was live before, and so what a rollback goes back to.
create table release (
    tenant_id    uuid        not null,
    app_id       uuid        not null,
    environment  text        not null,
    id           uuid        not null default uuidv7(),
    number       integer     not null,
    version      integer     not null,
    previous_id  uuid,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    constraint release_key primary key (tenant_id, app_id, environment, id),
    constraint release_number_is_unique unique (tenant_id, app_id, environment, number),
    constraint release_names_a_version foreign key (tenant_id, app_id, version) references app_version (tenant_id, app_id, number),
    constraint release_follows_one_of_its_environment
        foreign key (tenant_id, app_id, environment, previous_id) references release (tenant_id, app_id, environment, id)
);
alter table release enable row level security;
alter table release force row level security;
create policy release_own on release to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on release to flotilla_app;

-- One row is an environment of an app in which something is live: the release that is. Written by the app feature.
create table live_release (
    tenant_id    uuid        not null,
    app_id       uuid        not null,
    environment  text        not null,
    release_id   uuid        not null,
    since        timestamptz not null default now(),
    constraint live_release_key primary key (tenant_id, app_id, environment),
    constraint live_release_is_a_release
        foreign key (tenant_id, app_id, environment, release_id) references release (tenant_id, app_id, environment, id)
);
alter table live_release enable row level security;
alter table live_release force row level security;
create policy live_release_own on live_release to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on live_release to flotilla_app;
