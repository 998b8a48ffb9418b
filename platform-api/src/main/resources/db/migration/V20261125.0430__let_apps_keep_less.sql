-- An app may keep less of its payloads than its tenant does (null: as much). An invocation notes at its admission what its
-- app then said; 'full' is no less than the tenant's, and not noted.
alter table app
    add column payload_capture text,
    add constraint app_payload_capture_known check (payload_capture in ('none', 'errors', 'full'));
alter table invocation
    add column payload_capture text,
    add constraint invocation_payload_capture_known check (payload_capture in ('none', 'errors'));
-- What has a payload that its app does not keep, by when it ended.
create index invocation_with_unkept_payload on invocation (tenant_id, finished_at)
    where payload_removed_at is null and finished_at is not null
      and (payload_capture = 'none' or (payload_capture = 'errors' and state = 'succeeded'));
