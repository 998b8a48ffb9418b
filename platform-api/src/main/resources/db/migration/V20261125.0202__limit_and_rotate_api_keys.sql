-- A key may be held to some apps and models (null: all), and after a rotation the secret before it goes on working until
-- old_until.
alter table api_key
    add column apps       text[],
    add column models     text[],
    add column old_prefix text,
    add column old_hash   bytea,
    add column old_until  timestamptz,
    add constraint api_key_old_secret_whole check (num_nulls(old_prefix, old_hash, old_until) in (0, 3));
-- the door's look-up by the secret before
create unique index api_key_old_prefix_once on api_key (old_prefix) where old_prefix is not null;
create policy api_key_rotated_at_the_door on api_key for select to flotilla_app
    using (old_prefix = current_setting('app.api_key_prefix', true));
