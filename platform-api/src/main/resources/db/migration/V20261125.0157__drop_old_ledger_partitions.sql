-- Drops the ledger's partitions of months that ended more than `months` months ago; the sums by hour stay. Runs as the owner, because
-- only an owner may drop a partition; what it can reach is the ledger alone, and never the last three months.
create function drop_ledger_partitions(months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    part    text;
    dropped integer := 0;
begin
    if months < 3 then
        raise exception 'the ledger is kept for three months at least';
    end if;
    perform pg_advisory_xact_lock(hashtext('make_month_partitions'));
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'usage_event'::regclass and c.relname ~ '^usage_event_[0-9]{6}$'
          and c.relname < 'usage_event_' || to_char((date_trunc('month', now(), 'UTC') - make_interval(months => months)) at time zone 'UTC', 'YYYYMM')
    loop
        execute format('drop table %I', part);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;
revoke all on function drop_ledger_partitions(integer) from public;
grant execute on function drop_ledger_partitions(integer) to flotilla_projection;
