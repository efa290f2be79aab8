-- sql/working_set.sql, narrowed further: what events name, whole, and nothing of what stands around it. Enough to take events in,
-- since these say what happened and ask no rule.

-- ─── before ws_negative ───
drop table if exists ws_touched;
create temporary table ws_touched as
select id as item_id, shop_id from named where kind = 'levels';
analyze ws_touched;

-- ─── instead of ws_negative ───
create temporary table ws_negative as
select item_id, shop_id, 0::numeric as shortage from ws_touched where false;

-- ─── instead of ws_levels ───
create temporary table ws_levels as
select l.item_id, l.shop_id, l.qoh, l.reorder_point, l.desired_level, null::bigint as history_from
from levels l
join ws_touched t on t.item_id = l.item_id and t.shop_id = l.shop_id;

-- ─── instead of ws_shops ───
create temporary table ws_shops as
select * from shops;
