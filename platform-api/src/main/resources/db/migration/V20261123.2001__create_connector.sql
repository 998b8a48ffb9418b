-- One row is one connector of a tenant. `version` is the version apps are run with: the one put last. Written by the connector feature.
-- Archived, never deleted: its versions stay what past invocations ran with. A new document of that name takes the row up again.
create table connector (
    tenant_id    uuid        not null,
    id           uuid        not null default uuidv7(),
    name         text        not null,
    version      integer     not null,
    archived_at  timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint connector_key primary key (tenant_id, id),
    constraint connector_name_once unique (tenant_id, name),
    constraint connector_of_tenant foreign key (tenant_id) references tenant (id)
);
alter table connector enable row level security;
alter table connector force row level security;
create policy connector_own on connector to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on connector to flotilla_app;

-- One row is one document of a connector, as given (`source`) and in canonical JSON (`definition`), whose SHA-256 is `hash`.
-- Written by the connector feature; append-only. `secrets` are the names the document refers to.
create table connector_version (
    tenant_id     uuid        not null,
    connector_id  uuid        not null,
    number        integer     not null,
    hash          text        not null,
    type          text        not null,
    definition    text        not null,
    source        text        not null,
    source_type   text        not null,
    secrets       text[]      not null,
    created_by    text        not null,
    created_at    timestamptz not null default now(),
    constraint connector_version_key primary key (tenant_id, connector_id, number),
    constraint connector_version_content_is_stored_once unique (tenant_id, connector_id, hash),
    constraint connector_version_of_connector foreign key (tenant_id, connector_id) references connector (tenant_id, id),
    constraint connector_version_definition_is_json check (definition is json object),
    constraint connector_version_source_type_is_known check (source_type in ('yaml', 'json'))
);
alter table connector_version enable row level security;
alter table connector_version force row level security;
create policy connector_version_own on connector_version to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on connector_version to flotilla_app;

-- The version in use exists; checked at the end of the transaction, because the two rows name each other.
alter table connector add constraint connector_version_in_use_exists
    foreign key (tenant_id, id, version) references connector_version (tenant_id, connector_id, number)
    deferrable initially deferred;
