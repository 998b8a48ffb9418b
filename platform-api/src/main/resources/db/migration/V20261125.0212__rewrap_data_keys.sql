-- A rotation of the key-encryption key wraps data keys anew. Who is behind is counted across tenants, without seeing a key.
grant update (key_id, sealed) on data_key to flotilla_app;
create policy data_key_counted on data_key for select to flotilla_projection using (true);
grant select (tenant_id, id, key_id) on data_key to flotilla_projection;
