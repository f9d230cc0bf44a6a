-- A small shop: users, their logins, their orders. All days are counted back from the day this is run,
-- so that there is always a last week to report on.
--     sqlite3 data/crm.db < data/crm.sql        (tidings demo and tidings init do it by themselves)

create table users (
    id      integer primary key,
    email   text not null,
    name    text not null,
    locale  text not null,
    balance numeric not null
);

create table logins (
    user_id integer not null references users,
    at      text    not null          -- UTC, 2026-11-23 01:05:00
);

create table orders (
    id        integer primary key,
    user_id   integer not null references users,
    placed_at text    not null,       -- UTC
    title     text    not null,
    amount    numeric not null
);

insert into users (id, email, name, locale, balance) values
    (1, 'ann@example.com',     'Ann Walker',   'en',    1284.5),
    (2, 'zhang@example.com',   '张伟',          'zh-CN', 96.2),
    (3, 'bo@example.com',      'Bo Lindqvist', 'en',    0),
    (4, 'carla@example.com',   'Carla Rossi',  'it',    412.75),    -- logs in once a week: not active enough
    (5, 'dee(at)example.com',  'Dee Miller',   'en',    33.1),      -- cannot be written to; that is put on record
    (6, 'li.na@example.com',   '李娜',          'zh-CN', 5210),
    (7, 'frank@example.com',   'Frank Okafor', 'en',    18.4);

-- Everyone logs in every so many days, for four weeks.
insert into logins (user_id, at)
with recursive
    habits (user_id, every) as (values (1, 1), (2, 1), (3, 2), (4, 7), (5, 1), (6, 2), (7, 1)),
    days (day) as (select 0 union all select day + 1 from days where day < 28)
select user_id, datetime('now', '-' || (day * 24 + user_id) || ' hours')
  from habits, days
 where day % every = 0;

insert into orders (user_id, placed_at, title, amount) values
    (1, datetime('now', '-1 days', '-2 hours'), 'Green tea, 250 g',           14.9),
    (1, datetime('now', '-3 days', '-5 hours'), 'Two cups & a pot',           48),
    (1, datetime('now', '-16 days'),            'Filter paper',               3.2),
    (2, datetime('now', '-2 days', '-1 hours'), '龙井 2026 <明前>',             128),
    (2, datetime('now', '-4 days'),             '茶具一套',                     268.5),
    (6, datetime('now', '-5 days', '-3 hours'), '普洱茶饼',                     399),
    (7, datetime('now', '-2 days', '-7 hours'), 'Earl Grey, 100 bags',        11.25),
    (7, datetime('now', '-6 days'),             'A very long title that has to break somewhere in a narrow window', 7);
