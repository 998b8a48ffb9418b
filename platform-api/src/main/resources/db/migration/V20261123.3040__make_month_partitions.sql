-- The smallest UUID of version 7 that was made at or after an instant.
create function first_id_at(at timestamptz) returns uuid
    language sql immutable parallel safe
    return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partitions of the months around today for every table that is cut by month. Called by migration, at start
-- and daily. Runs as the owner, because only an owner may add a partition; it takes no argument that names anything.
-- A partition has its own forced row security and no grants: rows are reached through the whole table only.
create function make_month_partitions() returns integer
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    whole text;
    month timestamptz;
    part  text;
    made  integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('make_month_partitions'));
    foreach whole in array array['invocation', 'step_run', 'call_dispatch', 'usage_event'] loop
        for month in
            select generate_series(date_trunc('month', now(), 'UTC') - interval '1 month',
                                   date_trunc('month', now(), 'UTC') + interval '3 months', interval '1 month', 'UTC')
        loop
            part := whole || to_char(month at time zone 'UTC', '_YYYYMM');
            continue when to_regclass(part) is not null;
            execute format('create table %I partition of %I for values from (%L) to (%L)', part, whole,
                           first_id_at(month), first_id_at(date_add(month, interval '1 month', 'UTC')));
            execute format('alter table %I enable row level security', part);
            execute format('alter table %I force row level security', part);
            made := made + 1;
        end loop;
    end loop;
    return made;
end
$$;
revoke all on function make_month_partitions() from public;
grant execute on function make_month_partitions() to flotilla_projection;

-- Ids from elsewhere still find a place. Nothing of ours lands here.
create table invocation_other    partition of invocation    default;
create table step_run_other      partition of step_run      default;
create table call_dispatch_other partition of call_dispatch default;
create table usage_event_other   partition of usage_event   default;
alter table invocation_other    enable row level security;
alter table step_run_other      enable row level security;
alter table call_dispatch_other enable row level security;
alter table usage_event_other   enable row level security;
alter table invocation_other    force row level security;
alter table step_run_other      force row level security;
alter table call_dispatch_other force row level security;
alter table usage_event_other   force row level security;

select make_month_partitions();
