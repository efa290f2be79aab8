-- sql/working_set.sql, narrowed to what changed: a few of its statements have others in their place, before or after them.
-- What is asked for besides, in tables of the session:
--   named (kind, id, shop_id)     the records that changed, as in the log's table `changes`
--   in_full (item_id, shop_id)    levels of which all movements are asked for

-- These tables are small, and PostgreSQL is told so (`analyze`): what they are joined with is then looked up and not read whole.

-- ─── before ws_negative ───
-- Levels whose rows may be others now: changed themselves, by a movement, by their item, or since their sources stand elsewhere
-- in the queue (rule 3) when a sale or its order changed.
drop table if exists ws_touched;
create temporary table ws_touched as
with touched_sales as (
    select s.id from sales s join named n on n.kind = 'sales' and n.id = s.id
    union
    select s.id from sales s join named n on n.kind = 'orders' and n.id = s.order_id
)
select id as item_id, shop_id from named where kind = 'levels'
union
select l.item_id, l.shop_id from levels l join named n on n.kind = 'items' and n.id = l.item_id
union
select a.item_id, a.shop_id from adjustments a join named n on n.kind = 'adjustments' and n.id = a.id
union
select a.item_id, a.shop_id from adjustments a join touched_sales s on s.id = a.source_id where a.reason = 'sale';
analyze ws_touched;

-- ─── instead of ws_negative ───
create temporary table ws_negative as
select l.item_id, l.shop_id, -l.qoh as shortage
from levels l
join ws_touched t on t.item_id = l.item_id and t.shop_id = l.shop_id
join items i on i.id = l.item_id
join ws_places p on p.shop_id = l.shop_id
where l.qoh < 0 and i.inventoried;

-- ─── before ws_queue ───
-- The pass goes over the movements of these levels alone: for its time they are all that there are.
analyze ws_negative;
create temporary view adjustments as
select a.* from ws_negative n join public.adjustments a on a.item_id = n.item_id and a.shop_id = n.shop_id;

-- ─── after ws_queue ───
drop view pg_temp.adjustments;
delete from ws_queue q using in_full f where f.item_id = q.item_id and f.shop_id = q.shop_id;
insert into ws_queue
select a.id, a.item_id, a.shop_id, a.quantity, a.moved_at, a.reason, a.source_id, a.reverses, a.refunded_not_restocked, a.note,
    0, null
from in_full f
join adjustments a on a.item_id = f.item_id and a.shop_id = f.shop_id;
insert into ws_queue
select a.id, a.item_id, a.shop_id, a.quantity, a.moved_at, a.reason, a.source_id, a.reverses, a.refunded_not_restocked, a.note,
    null, null
from named n
join adjustments a on a.id = n.id
join ws_places p on p.shop_id = a.shop_id
where n.kind = 'adjustments' and not exists (select from ws_queue q where q.id = a.id);

-- ─── instead of ws_waiting ───
-- Orders that changed, whatever became of them: what no longer waits must be known to.
create temporary table ws_waiting as
select o.id
from orders o
join named n on n.kind = 'orders' and n.id = o.id
where exists (select from order_lines l join ws_places p on p.shop_id = l.shop_id where l.order_id = o.id)
    or exists (
        select
        from sales s
        join adjustments a on a.source_id = s.id and a.reason = 'sale'
        join ws_places p on p.shop_id = a.shop_id
        where s.order_id = o.id
    );

-- ─── after ws_sales_named ───
insert into ws_sales_named
select s.id, s.order_id
from sales s
join named n on n.kind = 'sales' and n.id = s.id
join ws_places p on p.shop_id = s.shop_id;
analyze ws_sales_named;

-- ─── after ws_orders ───
analyze ws_orders;

-- ─── after ws_purchase_orders ───
analyze ws_purchase_orders;

-- ─── instead of ws_purchase_orders ───
create temporary table ws_purchase_orders as
select d.*
from purchase_orders d
join (
    select o.id
    from purchase_orders o
    join named n on n.kind = 'purchase_orders' and n.id = o.id
    join ws_places p on p.shop_id = o.shop_id
    union
    select source_id from ws_queue where reason not in ('sale', 'vendorReturn', 'transfer') and source_id is not null
) n on n.id = d.id;

-- ─── after ws_transfers ───
analyze ws_transfers;

-- ─── instead of ws_transfers ───
create temporary table ws_transfers as
select d.*
from transfers d
join (
    select t.id
    from transfers t
    join named n on n.kind = 'transfers' and n.id = t.id
    join ws_places p on p.shop_id = t.from_shop_id or p.shop_id = t.to_shop_id
    union
    select source_id from ws_queue where reason = 'transfer' and source_id is not null
) n on n.id = d.id;

-- ─── after ws_vendor_returns ───
analyze ws_vendor_returns;

-- ─── instead of ws_vendor_returns ───
create temporary table ws_vendor_returns as
select d.*
from vendor_returns d
join (
    select r.id
    from vendor_returns r
    join named n on n.kind = 'vendor_returns' and n.id = r.id
    join ws_places p on p.shop_id = r.shop_id
    union
    select source_id from ws_queue where reason = 'vendorReturn' and source_id is not null
) n on n.id = d.id;

-- ─── after ws_items ───
insert into ws_items
select i.*
from items i
join (
    select item_id from ws_touched
    union select item_id from in_full
    union select id from named where kind = 'items'
) n on n.item_id = i.id
where not exists (select from ws_items w where w.id = i.id);
analyze ws_items;

-- ─── instead of ws_levels ───
-- A negative level that did not change is known already, with a history that must stay as it is.
create temporary table ws_levels as
select l.item_id, l.shop_id, l.qoh, l.reorder_point, l.desired_level,
    case
        when f.item_id is not null then null
        when n.item_id is null then k.as_of
        else h.history_from
    end as history_from
from levels l
join ws_items i on i.id = l.item_id
cross join asked k
left join ws_places p on p.shop_id = l.shop_id
left join ws_touched t on t.item_id = l.item_id and t.shop_id = l.shop_id
left join ws_negative n on n.item_id = l.item_id and n.shop_id = l.shop_id
left join ws_histories h on h.item_id = l.item_id and h.shop_id = l.shop_id
left join in_full f on f.item_id = l.item_id and f.shop_id = l.shop_id
where l.qoh >= 0 or (p.shop_id is not null and (t.item_id is not null or f.item_id is not null));

-- ─── after ws_vendors ───
insert into ws_vendors
select v.* from vendors v join named n on n.kind = 'vendors' and n.id = v.id
where not exists (select from ws_vendors w where w.id = v.id);

-- ─── instead of ws_shops ───
-- Whoever asks knows the others.
create temporary table ws_shops as
select s.* from shops s join named n on n.kind = 'shops' and n.id = s.id;
