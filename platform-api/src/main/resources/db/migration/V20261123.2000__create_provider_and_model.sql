-- One row is one server of models as a tenant knows it. Written by the model feature. `secret` names its sealed API key.
-- Archived, never deleted: prices and the ledger go on speaking of its models. A new provider of that name takes the row up again.
create table provider (
    tenant_id    uuid        not null,
    id           uuid        not null default uuidv7(),
    name         text        not null,
    kind         text        not null,
    base_url     text        not null,
    secret       text,
    revision     integer     not null default 1,
    archived_at  timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint provider_key primary key (tenant_id, id),
    constraint provider_name_once unique (tenant_id, name),
    constraint provider_of_tenant foreign key (tenant_id) references tenant (id),
    constraint provider_kind_is_known check (kind in ('openai'))
);
alter table provider enable row level security;
alter table provider force row level security;
create policy provider_own on provider to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on provider to flotilla_app;

-- One row is one model of a tenant's catalogue: the name apps use, and the name its provider knows it by. Written by the model feature.
-- Archived, never deleted, for the same reason.
create table model (
    tenant_id       uuid        not null,
    id              uuid        not null default uuidv7(),
    name            text        not null,
    provider_id     uuid        not null,
    upstream_name   text        not null,
    kind            text        not null,
    context_length  integer,
    labels          jsonb       not null default '{}',
    revision        integer     not null default 1,
    archived_at     timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    constraint model_key primary key (tenant_id, id),
    constraint model_name_once unique (tenant_id, name),
    constraint model_has_a_provider_of_the_tenant foreign key (tenant_id, provider_id) references provider (tenant_id, id),
    constraint model_kind_is_known check (kind in ('chat')),
    constraint model_context_length_is_positive check (context_length > 0)
);
create index model_by_provider on model (tenant_id, provider_id);
alter table model enable row level security;
alter table model force row level security;
create policy model_own on model to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on model to flotilla_app;

-- One row is what a model costs from a moment on, until the next row of the model: nano-units of the currency for one million tokens,
-- and for one request. Written by the model feature; append-only, because usage events name the version they were priced by.
create table model_price (
    tenant_id                 uuid        not null,
    model_id                  uuid        not null,
    id                        uuid        not null default uuidv7(),
    number                    integer     not null,
    valid_from                timestamptz not null default now(),
    currency                  text        not null,
    input_per_million         bigint      not null,
    cached_input_per_million  bigint      not null,
    output_per_million        bigint      not null,
    per_request               bigint      not null,
    constraint model_price_key primary key (tenant_id, model_id, number),
    constraint model_price_id_is_unique unique (tenant_id, id),
    constraint model_price_of_model foreign key (tenant_id, model_id) references model (tenant_id, id),
    constraint model_price_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint model_price_is_never_negative
        check (least(input_per_million, cached_input_per_million, output_per_million, per_request) >= 0)
);
alter table model_price enable row level security;
alter table model_price force row level security;
create policy model_price_own on model_price to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert on model_price to flotilla_app;
