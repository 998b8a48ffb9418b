-- The views of admission: what a worker needs, as JSON with the fields of the messages, so that one statement reads it all.
-- They read with the rights of who asks: row-level security holds through them.

-- A secret as it travels to a worker: the message `SealedSecret`.
create view sealed_secret with (security_invoker = true) as
select s.tenant_id,
       s.name,
       jsonb_build_object(
           'tenantId', s.tenant_id,
           'secretId', s.id,
           'version', s.version,
           'keyId', k.key_id,
           'dataKey', k.sealed,
           'ciphertext', s.ciphertext) as resolved
  from secret s
  join data_key k on k.tenant_id = s.tenant_id and k.id = s.data_key_id;
grant select on sealed_secret to flotilla_app;

-- A model that can be called, at its present price: the message `ResolvedModel`.
create view resolved_model with (security_invoker = true) as
select m.tenant_id,
       m.name,
       jsonb_build_object(
           'modelId', m.id,
           'name', m.name,
           'provider', p.name,
           'providerKind', p.kind,
           'baseUrl', p.base_url,
           'upstreamName', m.upstream_name,
           'apiKey', (select s.resolved from sealed_secret s where s.tenant_id = p.tenant_id and s.name = p.secret),
           'price', (select jsonb_build_object(
                                'versionId', c.id,
                                'currency', c.currency,
                                'inputPerMillion', c.input_per_million,
                                'cachedInputPerMillion', c.cached_input_per_million,
                                'outputPerMillion', c.output_per_million,
                                'perRequest', c.per_request)
                       from model_price c
                      where c.tenant_id = m.tenant_id and c.model_id = m.id
                      order by c.tenant_id, c.model_id, c.number desc
                      limit 1)) as resolved
  from model m
  join provider p on p.tenant_id = m.tenant_id and p.id = m.provider_id
 where m.archived_at is null and p.archived_at is null;
grant select on resolved_model to flotilla_app;

-- A connector at its version in use, with the secrets of it that there are: the message `ResolvedConnector` without the definition,
-- which never changes for a version and is kept by who reads it.
create view resolved_connector with (security_invoker = true) as
select c.tenant_id,
       c.name,
       jsonb_build_object(
           'connectorId', c.id,
           'name', c.name,
           'version', c.version,
           'hash', v.hash,
           'secretNames', v.secrets,
           'secrets', coalesce(
               (select jsonb_object_agg(s.name, s.resolved)
                  from sealed_secret s
                 where s.tenant_id = v.tenant_id and s.name = any (v.secrets)), '{}')) as resolved
  from connector c
  join connector_version v on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = c.version
 where c.archived_at is null;
grant select on resolved_connector to flotilla_app;
