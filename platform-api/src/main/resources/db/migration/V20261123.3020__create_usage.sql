-- One row is one call (a provider attempt or a connector operation) with what it used and cost: the ledger. Written by
-- the projection of the usage topic, and by the takeover for announced calls of a lost worker (source 'estimated').
-- Append-only: nobody may update or delete. A correction is a further row with corrects set, zero calls, and the
-- difference in the other measures, so that sums over the ledger are always right. Unknown is null, never 0.
create table usage_event (
    tenant_id           uuid             not null,
    invocation_id       uuid             not null,
    id                  uuid             not null,
    corrects            uuid,
    called_at           timestamptz      not null,
    attempt             integer          not null,
    scenario            text             not null,
    app                 text             not null,
    version             integer          not null,
    environment         text             not null,
    caller              text             not null,
    api_key_id          uuid,
    step                text             not null,
    iteration           text             not null,
    kind                text             not null,
    provider            text             not null,
    model               text             not null,
    model_id            uuid,
    route               text             not null,
    price_version_id    uuid,
    calls               smallint         not null,
    errors              smallint         not null,
    input_tokens        bigint,
    cached_input_tokens bigint,
    output_tokens       bigint,
    reasoning_tokens    bigint,
    cost_nano           bigint,
    currency            text,
    source              text             not null,
    error_code          text,
    duration_millis     double precision,
    recorded_at         timestamptz      not null,
    constraint usage_event_pkey primary key (tenant_id, invocation_id, id),
    constraint usage_event_kind_is_known check (kind in ('model', 'connector')),
    constraint usage_event_source_is_known check (source in ('provider', 'drained', 'estimated')),
    constraint usage_event_cost_has_a_currency check (cost_nano is null or currency is not null),
    constraint usage_event_counts_a_call_once check (calls = case when corrects is null then 1 else 0 end)
) partition by range (invocation_id);

create index usage_event_by_time on usage_event (tenant_id, called_at, id);

alter table usage_event enable row level security;
alter table usage_event force row level security;
create policy usage_event_of_tenant on usage_event to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy usage_event_of_projection on usage_event to flotilla_projection using (true) with check (true);
grant select on usage_event to flotilla_app;
grant select, insert on usage_event to flotilla_projection;

-- One row is the sum of the ledger's rows of one hour with the same tenant, scenario, app, version, environment, kind,
-- provider, model, key, route and currency. Advanced in the transaction that inserts ledger rows, over those rows only.
create table usage_hour (
    tenant_id           uuid        not null,
    hour                timestamptz not null,
    scenario            text        not null,
    app                 text        not null,
    version             integer     not null,
    environment         text        not null,
    kind                text        not null,
    provider            text        not null,
    model               text        not null,
    api_key_id          uuid,
    route               text        not null,
    currency            text,
    calls               bigint      not null,
    errors              bigint      not null,
    input_tokens        bigint,
    cached_input_tokens bigint,
    output_tokens       bigint,
    reasoning_tokens    bigint,
    cost_nano           bigint,
    constraint usage_hour_is_one_per_group unique nulls not distinct
        (tenant_id, hour, scenario, app, version, environment, kind, provider, model, api_key_id, route, currency)
);

alter table usage_hour enable row level security;
alter table usage_hour force row level security;
create policy usage_hour_of_tenant on usage_hour to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy usage_hour_of_projection on usage_hour to flotilla_projection using (true) with check (true);
grant select on usage_hour to flotilla_app;
grant select, insert, update on usage_hour to flotilla_projection;
