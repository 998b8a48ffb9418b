-- The platform has a catalogue of its own: that of a tenant which nobody is a member of and no operator sees among the tenants.
-- Its models are granted to tenants, one by one or to all, and every tenant's own models stand beside them.
alter table tenant drop constraint tenant_name_shape;
alter table tenant add constraint tenant_name_shape
    check (name ~ '^[a-z][a-z0-9-]{0,62}$' or id = '00000000-0000-0000-0000-000000000000');
alter policy tenant_operator on tenant
    using (current_setting('app.operator', true) = 'on' and id <> '00000000-0000-0000-0000-000000000000');
-- the migration's role is held to the policies too, and has none here
alter table tenant no force row level security;
insert into tenant (id, name, title) values ('00000000-0000-0000-0000-000000000000', '(platform)', 'The platform');
alter table tenant force row level security;

alter table provider drop constraint provider_kind_is_known;
alter table provider add constraint provider_kind_is_known check (kind in ('openai', 'anthropic', 'local'));
alter table provider add constraint provider_is_somewhere check ((base_url = '') = (kind = 'local'));

alter table model drop constraint model_kind_is_known;
alter table model add constraint model_kind_is_known
    check (kind in ('chat', 'embedding', 'image', 'speech', 'rerank', 'classifier'));
alter table model add column regions             text[]  not null default '{}';
alter table model add column requests_per_minute integer constraint model_requests_are_positive check (requests_per_minute > 0);
alter table model add column tokens_per_minute   bigint  constraint model_tokens_are_positive check (tokens_per_minute > 0);
alter table model add column concurrency         integer constraint model_concurrency_is_positive check (concurrency > 0);
alter table model add column stage               text    not null default 'main'
    constraint model_stage_is_known check (stage in ('main', 'dated', 'preview'));
alter table model add column retires_at          timestamptz;
alter table model add column successor           text;
alter table model add column open_to_all         boolean not null default false
    constraint model_is_open_only_if_the_platforms
        check (not open_to_all or tenant_id = '00000000-0000-0000-0000-000000000000');

alter table model_price add column reasoning_per_million bigint
    constraint model_price_reasoning_is_never_negative check (reasoning_per_million >= 0);
alter table model_price add column per_image bigint
    constraint model_price_image_is_never_negative check (per_image >= 0);
alter table model_price add column per_audio_minute bigint
    constraint model_price_audio_is_never_negative check (per_audio_minute >= 0);

-- One row lets one tenant use one model of the platform's catalogue. Written by operators only.
create table model_grant (
    tenant_id  uuid        not null,
    model_id   uuid        not null,
    granted_by text        not null,
    granted_at timestamptz not null default now(),
    constraint model_grant_key primary key (tenant_id, model_id),
    constraint model_grant_to_tenant foreign key (tenant_id) references tenant (id)
);
alter table model_grant enable row level security;
alter table model_grant force row level security;
create policy model_grant_own on model_grant to flotilla_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy model_grant_listed on model_grant for select to flotilla_app
    using (current_setting('app.operator', true) = 'on');
grant select, insert, delete on model_grant to flotilla_app;

-- A tenant sees those of the platform's models that are granted to it. What belongs to models (their price, their provider and its
-- sealed key) is plain to see for queries that begin at a model, and is never shown otherwise; a chain of policies from one to the
-- next would be planned and run at every admission.
create policy model_granted on model for select to flotilla_app using (
    tenant_id = '00000000-0000-0000-0000-000000000000'
    and nullif(current_setting('app.tenant_id', true), '') is not null
    and (open_to_all or exists (
        select 1 from model_grant g
         where g.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and g.model_id = id)));
create policy model_price_of_platform on model_price for select to flotilla_app using (
    tenant_id = '00000000-0000-0000-0000-000000000000' and nullif(current_setting('app.tenant_id', true), '') is not null);
create policy provider_of_platform on provider for select to flotilla_app using (
    tenant_id = '00000000-0000-0000-0000-000000000000' and nullif(current_setting('app.tenant_id', true), '') is not null);
create policy secret_of_platform on secret for select to flotilla_app using (
    tenant_id = '00000000-0000-0000-0000-000000000000' and nullif(current_setting('app.tenant_id', true), '') is not null);
create policy data_key_of_platform on data_key for select to flotilla_app using (
    tenant_id = '00000000-0000-0000-0000-000000000000' and nullif(current_setting('app.tenant_id', true), '') is not null);

-- The models a tenant can name, and whose each is: its own, and the platform's that are granted and whose name it has not taken
-- itself.
create view catalogue_model with (security_invoker = true) as
select m.tenant_id, m.tenant_id as owner_id, m.id, m.name, m.provider_id, m.upstream_name, m.kind, m.context_length, m.labels,
       m.regions, m.requests_per_minute, m.tokens_per_minute, m.concurrency, m.stage, m.retires_at, m.successor, m.revision,
       m.created_at, m.updated_at
  from model m
 where m.archived_at is null
union all
select nullif(current_setting('app.tenant_id', true), '')::uuid, m.tenant_id, m.id, m.name, m.provider_id, m.upstream_name,
       m.kind, m.context_length, m.labels, m.regions, m.requests_per_minute, m.tokens_per_minute, m.concurrency, m.stage,
       m.retires_at, m.successor, m.revision, m.created_at, m.updated_at
  from model m
 where m.tenant_id = '00000000-0000-0000-0000-000000000000'
   and nullif(current_setting('app.tenant_id', true), '')::uuid <> m.tenant_id
   and m.archived_at is null
   and not exists (select 1 from model o
                    where o.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
                      and o.name = m.name and o.archived_at is null);
grant select on catalogue_model to flotilla_app;

-- What a model costs now: the version that began last.
create view present_price with (security_invoker = true) as
select distinct on (c.tenant_id, c.model_id) c.*
  from model_price c
 where c.valid_from <= now()
 order by c.tenant_id, c.model_id, c.valid_from desc, c.number desc;
grant select on present_price to flotilla_app;

-- A model that can be called, at its present price: the message `ResolvedModel`.
create or replace view resolved_model with (security_invoker = true) as
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
                                'versionId', e.id,
                                'currency', e.currency,
                                'inputPerMillion', e.input_per_million,
                                'cachedInputPerMillion', e.cached_input_per_million,
                                'outputPerMillion', e.output_per_million,
                                'reasoningPerMillion', e.reasoning_per_million,
                                'perImage', e.per_image,
                                'perAudioMinute', e.per_audio_minute,
                                'perRequest', e.per_request)
                       from present_price e
                      where e.tenant_id = m.owner_id and e.model_id = m.id),
           'kind', m.kind,
           'contextLength', m.context_length,
           'limits', case when num_nonnulls(m.requests_per_minute, m.tokens_per_minute, m.concurrency) > 0
                          then jsonb_build_object('requestsPerMinute', m.requests_per_minute,
                                                  'tokensPerMinute', m.tokens_per_minute,
                                                  'concurrency', m.concurrency) end,
           'retiresAt', to_char(m.retires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as resolved
  from catalogue_model m
  join provider p on p.tenant_id = m.owner_id and p.id = m.provider_id
 where p.archived_at is null and (m.retires_at is null or m.retires_at > now());
