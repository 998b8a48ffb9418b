-- What a tenant decides for itself. Written by its owners and admins; days and months of usage and budgets begin in its
-- time zone.
alter table tenant
    add column time_zone       text    not null default 'UTC',
    add column languages       text[]  not null default '{en,zh-CN}',
    add column retention_days  integer not null default 90,
    add column payload_capture text    not null default 'full',
    add constraint tenant_languages_some check (cardinality(languages) between 1 and 10),
    add constraint tenant_retention_bounded check (retention_days between 1 and 3650),
    add constraint tenant_payload_capture_known check (payload_capture in ('none', 'errors', 'full'));
create policy tenant_settings on tenant for update to flotilla_app
    using (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (id = nullif(current_setting('app.tenant_id', true), '')::uuid);

-- From now on days and months begin where the tenant says.
create or replace function tenant_zone(tenant uuid) returns text
    language sql stable parallel safe
    return coalesce((select t.time_zone from tenant t where t.id = tenant_zone.tenant), 'UTC');
