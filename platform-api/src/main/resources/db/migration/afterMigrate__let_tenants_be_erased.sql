-- Every table with a tenant_id lets its owner see the rows of the tenant that is being erased, and no others: also the
-- tables that a later migration made.
do $$
declare
    whole text;
begin
    for whole in
        select c.relname
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = c.relname || '_erased')
    loop
        execute format(
            'create policy %I on %I to current_user using (tenant_id = nullif(current_setting(''app.erased_tenant'', true), '''')::uuid)',
            whole || '_erased', whole);
    end loop;
end
$$;
