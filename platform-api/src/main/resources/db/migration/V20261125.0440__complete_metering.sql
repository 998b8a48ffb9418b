-- A call that was announced and never told of is booked on the route that it was on.
alter table call_dispatch add column route text not null default 'large'
    constraint call_dispatch_route_is_known check (route in ('small', 'large', 'cache'));

-- What calls are about beside text.
alter table usage_event add column images bigint;
alter table usage_event add column audio_millis bigint;
alter table usage_hour add column images bigint;
alter table usage_hour add column audio_millis bigint;

-- A budget that refuses says so in the audit, not for each call: when it last did.
alter table budget_period add column refused_at timestamptz;

-- Apps and keys too have a most of invocations under way together.
alter table rate_limit drop constraint rate_limit_counts_for_tenants;
alter table rate_limit add constraint rate_limit_of_models_counts_none_at_once check (at_once is null or level <> 'model');
