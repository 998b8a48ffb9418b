-- Inputs and outputs of an ended invocation are kept as its tenant decided: then the row stays, without them.
alter table invocation add column payload_removed_at timestamptz;
grant update (inputs, payload_removed_at) on invocation to flotilla_projection;
-- What still has its payload, by when it ended.
create index invocation_with_payload on invocation (tenant_id, state, finished_at)
    where payload_removed_at is null and finished_at is not null;
