-- A tenant that is deleted is first shut for good, then erased: every row of every table that carries its tenant_id.
alter table tenant
    drop constraint tenant_state_known,
    add constraint tenant_state_known check (state in ('active', 'suspended', 'deleting'));

-- One row is one tenant that was erased: the proof that stays. Written by erase_tenant, read by operators.
create table tenant_erasure (
    id         uuid        not null,
    name       text        not null,
    title      text        not null,
    erased_by  text        not null,
    erased_at  timestamptz not null default now(),
    row_counts jsonb       not null,
    audit_hash bytea,
    constraint tenant_erasure_key primary key (id)
);
alter table tenant_erasure enable row level security;
alter table tenant_erasure force row level security;
create policy tenant_erasure_operator on tenant_erasure for select to flotilla_app
    using (current_setting('app.operator', true) = 'on');
create policy tenant_erasure_written on tenant_erasure to current_user using (true);
grant select on tenant_erasure to flotilla_app;

-- The owner sees rows of no tenant but the one that erase_rows names for the length of its call. The same policy on every
-- table with a tenant_id is made after each migration (afterMigrate__let_tenants_be_erased.sql).
create policy tenant_erased on tenant to current_user
    using (id = nullif(current_setting('app.erased_tenant', true), '')::uuid);

-- Deletes the tenant's rows in every table, those that others refer to last, and tells how many there were.
create function erase_rows(erased uuid) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    waiting text[];
    held    text[];
    whole   text;
    removed bigint;
    report  jsonb := '{}';
begin
    perform set_config('app.erased_tenant', erased::text, true);
    select array_agg(c.relname::text order by c.relname) into waiting
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition;
    while cardinality(waiting) > 0 loop
        held := '{}';
        foreach whole in array waiting loop
            begin
                execute format('delete from %I where tenant_id = $1', whole) using erased;
                get diagnostics removed = row_count;
                report := report || jsonb_build_object(whole, removed);
            exception when foreign_key_violation then
                held := held || whole;
            end;
        end loop;
        if cardinality(held) = cardinality(waiting) then
            raise exception 'these tables refer to each other: %', held;
        end if;
        waiting := held;
    end loop;
    perform set_config('app.erased_tenant', '', true);
    return report;
end
$$;
revoke all on function erase_rows(uuid) from public;

-- Erases a tenant that is in state 'deleting', and leaves the proof.
create function erase_tenant(erased uuid, operator text) returns void
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    found_name  text;
    found_title text;
    last_hash   bytea;
    counts      jsonb;
begin
    perform set_config('app.erased_tenant', erased::text, true);
    select name, title into found_name, found_title from tenant where id = erased and state = 'deleting' for update;
    if found_name is null then
        raise exception 'no tenant % that is being deleted', erased;
    end if;
    select hash into last_hash from audit_event where tenant_id = erased order by sequence desc limit 1;
    counts := erase_rows(erased);
    perform set_config('app.erased_tenant', erased::text, true);
    delete from tenant where id = erased;
    perform set_config('app.erased_tenant', '', true);
    insert into tenant_erasure (id, name, title, erased_by, row_counts, audit_hash)
    values (erased, found_name, found_title, operator, counts, last_hash);
end
$$;
revoke all on function erase_tenant(uuid, text) from public;
grant execute on function erase_tenant(uuid, text) to flotilla_projection;

-- What was still on its way when a tenant was erased, such as usage in a topic, arrived since: it goes too, and is counted.
create function erase_late_rows() returns void
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    erasure tenant_erasure;
    late    jsonb;
begin
    for erasure in select * from tenant_erasure where erased_at > now() - interval '14 days' loop
        late := erase_rows(erasure.id);
        update tenant_erasure
        set row_counts = (select jsonb_object_agg(key, value::bigint + coalesce((erasure.row_counts ->> key)::bigint, 0))
                          from jsonb_each_text(late))
        where id = erasure.id and exists (select 1 from jsonb_each_text(late) where value <> '0');
    end loop;
end
$$;
revoke all on function erase_late_rows() from public;
grant execute on function erase_late_rows() to flotilla_projection;
