-- One row is one invocation, from admission to its terminal state. Admission inserts it and it is its own outbox: while
-- produced_at is null its request has not been acknowledged by Kafka. The projection moves its state, once per attempt.
-- The id is a UUID of version 7, so that a range of ids is a span of time: all tables about invocations are cut by month
-- over it, and a unique key needs no further column. Inputs and outputs are json, not jsonb: kept as they came.
create table invocation (
    tenant_id           uuid             not null,
    id                  uuid             not null,
    app_id              uuid             not null,
    app                 text             not null,
    version             integer          not null,
    release_id          uuid             not null,
    scenario            text             not null,
    environment         text             not null,
    state               text             not null,
    attempt             integer          not null default 1,
    inputs              json             not null,
    output              json,
    problem             json,
    metadata            json,
    caller              text             not null,
    api_key_id          uuid,
    reply_partition     integer,
    traceparent         text,
    worker_id           text,
    created_at          timestamptz      not null,
    deadline            timestamptz      not null,
    produced_at         timestamptz,
    sweep_after         timestamptz      not null,
    taken_at            timestamptz,
    started_at          timestamptz,
    cancel_requested_at timestamptz,
    finished_at         timestamptz,
    reckon_at           timestamptz,
    running_millis      double precision,
    model_millis        double precision,
    connector_millis    double precision,
    first_token_millis  double precision,
    constraint invocation_pkey primary key (tenant_id, id),
    constraint invocation_attempt_counts_from_one check (attempt >= 1),
    constraint invocation_state_is_known
        check (state in ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'expired')),
    constraint invocation_ends_with_its_finish
        check ((state in ('succeeded', 'failed', 'cancelled', 'expired')) = (finished_at is not null))
) partition by range (id);

create index invocation_by_app on invocation (tenant_id, app, id);
-- Invocations whose announced calls must be held against the ledger: a worker was lost, or the platform ended a run.
create index invocation_to_reckon on invocation (tenant_id, reckon_at) where reckon_at is not null;
-- Small whatever the history: what the bounds, the sweepers and the takeover look at.
create index invocation_alive on invocation (tenant_id, id) where state in ('queued', 'running', 'waiting');

alter table invocation enable row level security;
alter table invocation force row level security;
create policy invocation_of_tenant on invocation to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy invocation_of_projection on invocation to flotilla_projection using (true) with check (true);
grant select, insert on invocation to flotilla_app;
grant update (state, problem, cancel_requested_at, finished_at, reckon_at) on invocation to flotilla_app;
grant select on invocation to flotilla_projection;
grant update (state, attempt, output, problem, worker_id, produced_at, sweep_after, taken_at, started_at, finished_at, reckon_at,
              running_millis, model_millis, connector_millis, first_token_millis) on invocation to flotilla_projection;

-- One row is one Idempotency-Key of a tenant and the invocation it made. Written by admission, dropped after a day.
create table invocation_key (
    tenant_id       uuid        not null,
    idempotency_key text        not null,
    invocation_id   uuid        not null,
    fingerprint     text        not null,
    created_at      timestamptz not null,
    constraint invocation_key_pkey primary key (tenant_id, idempotency_key)
);

alter table invocation_key enable row level security;
alter table invocation_key force row level security;
create policy invocation_key_of_tenant on invocation_key to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy invocation_key_of_projection on invocation_key to flotilla_projection using (true) with check (true);
grant select, insert on invocation_key to flotilla_app;
grant select, delete on invocation_key to flotilla_projection;
