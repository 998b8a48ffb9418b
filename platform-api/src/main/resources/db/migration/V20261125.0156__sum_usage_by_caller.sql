-- Sums tell who asked, so that usage can be grouped by member. The sums are made anew from the ledger; their owner must see it
-- for that.
alter table usage_hour no force row level security;
alter table usage_event no force row level security;
alter table usage_hour drop constraint usage_hour_is_one_per_group;
alter table usage_hour add column caller text;
delete from usage_hour;
insert into usage_hour (tenant_id, hour, scenario, app, version, environment, caller, kind, provider, model, api_key_id, route, currency,
                        calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano)
select tenant_id, date_trunc('hour', called_at, 'UTC'), scenario, app, version, environment, caller, kind, provider, model, api_key_id,
       route, currency, sum(calls), sum(errors), sum(input_tokens), sum(cached_input_tokens), sum(output_tokens), sum(reasoning_tokens),
       sum(cost_nano)
from usage_event
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;
alter table usage_hour alter column caller set not null;
alter table usage_hour add constraint usage_hour_is_one_per_group unique nulls not distinct
    (tenant_id, hour, scenario, app, version, environment, caller, kind, provider, model, api_key_id, route, currency);
alter table usage_hour force row level security;
alter table usage_event force row level security;
comment on table usage_hour is 'One row is the sum of the ledger''s rows of one hour with the same tenant, scenario, app, version,
 environment, caller, kind, provider, model, key, route and currency. Advanced in the transaction that inserts ledger rows, over those
 rows only; a day is made anew from the ledger by usage.RollUps.';
-- a rebuild takes a day away and puts it back
grant delete on usage_hour to flotilla_projection;
