-- The working set: of a long history what the negative inventory report needs, and the morning's work with it. Rows from it
-- are the rows from everything; `tests/warehouse` proves that in each engine. The rules' numbers are those of pkg/RULES.md.
--
-- It reads the tables of schema.sql and two more, which say what is asked for:
--   asked (as_of)          one row: now, in milliseconds. Levels that are not negative have their history from then on.
--   asked_shops (shop_id)  the shops whose report it is; none: all of them.
-- It leaves its answer in tables named as the contract's, behind `ws_`, with `history_from` in ws_levels.
--
-- A line that ends in "-- only" and the names of engines is for those; every other line is for all of them.

-- ─── Where something is missing ───

drop table if exists ws_places;
create temporary table ws_places as                                         -- only postgresql duckdb
create table ws_places as                                                   -- only datafusion spark
select s.id as shop_id
from shops s
left join asked_shops a on a.shop_id = s.id
cross join (select count(*) as shops from asked_shops) n
where a.shop_id is not null or n.shops = 0;

-- Rules 1 and 4: the levels below zero. An item without inventory has no level.
drop table if exists ws_negative;
create temporary table ws_negative as                                       -- only postgresql duckdb
create table ws_negative as                                                 -- only datafusion spark
select l.item_id, l.shop_id, -l.qoh as shortage
from levels l
join items i on i.id = l.item_id
join ws_places p on p.shop_id = l.shop_id
where l.qoh < 0 and i.inventoried;

-- ─── The one pass over the movements ───

-- Each negative level's movements, queued as rule 3 queues them; and those since `as_of`, wherever they are. All windows are
-- partitioned by the level, so that a cluster brings each level's movements together and moves no others.
--
-- What a source has left (rule 2) is asked from below only: a reversal that is itself taken back still counts as taking
-- back, and units that come in by a reversal of anything but a source of this level (`doubtful`) count as more shortage.
-- So chains of reversals need no recursion here: they make the history a little longer than it must be, never shorter.
drop table if exists ws_queue;
create temporary table ws_queue as                                          -- only postgresql duckdb
create table ws_queue as                                                    -- only datafusion spark
with near as materialized (                                                 -- only postgresql
with near as (                                                              -- only duckdb datafusion spark
    select a.id, a.item_id, a.shop_id, a.quantity, a.moved_at, a.reason, a.source_id, a.reverses,
        a.refunded_not_restocked, a.note, n.shortage, k.as_of
    from adjustments a
    cross join asked k
    left join ws_negative n on n.item_id = a.item_id and n.shop_id = a.shop_id
    where n.shortage is not null or a.moved_at >= k.as_of
),
-- A sale queues by when it was completed, with its order's priority (rule 5). The hint is Spark's: all windows below are then
-- at home where the level is.
dated as (
    select /*+ repartition(item_id, shop_id) */ m.*,
        coalesce(s.completed_at, m.moved_at) as queued_at,
        case when s.completed_at > m.moved_at then s.completed_at else m.moved_at end as known_at,
        coalesce(o.priority, 0) as priority
    from near m
    left join sales s on s.id = m.source_id and m.reason = 'sale'
    left join orders o on o.id = s.order_id
),
-- A movement and what takes it back stand together: they have the same `coalesce(reverses, id)`.
kin as (
    select d.*,
        sum(case when reverses is not null and quantity > 0 then quantity else 0 end)
            over (partition by item_id, shop_id, coalesce(reverses, id)) as taken_back,
        max(case when reverses is null then 1 else 0 end)
            over (partition by item_id, shop_id, coalesce(reverses, id)) as has_root,
        max(known_at)
            over (partition by item_id, shop_id, coalesce(reverses, id)) as newest_of_kin,
        min(priority)
            over (partition by item_id, shop_id, coalesce(reverses, id)) as last_of_kin
    from dated d
),
counted as (
    select k.*,
        case when reverses is null and reason in ('sale', 'vendorReturn', 'transfer') and -quantity > taken_back
            then -quantity - taken_back else 0 end as net,
        case when has_root = 0 and quantity > 0 then quantity else 0 end as doubtful
    from kin k
),
-- The queue from its end: low priorities last, then the newest. Losses (reason `other`) stand at its head and are not counted;
-- nor are the sources of a priority above 0, since nothing says where among them an unknown one stands.
ended as (
    select c.*,
        shortage + sum(doubtful) over (partition by item_id, shop_id) as wanted,
        sum(case when priority <= 0 then net else 0 end) over (partition by item_id, shop_id) as explained,
        sum(net) over (
            partition by item_id, shop_id order by priority, queued_at desc
            rows between unbounded preceding and current row
        ) - net as behind
    from counted c
),
-- The level's history begins with the oldest source that the shortage reaches. Where it reaches all of them it has no
-- beginning: everything is sent.
begun as (
    select e.*,
        case
            when shortage is null then as_of
            when explained < wanted then null
            else coalesce(
                min(case when net > 0 and priority = 0 and behind < wanted then queued_at end)
                    over (partition by item_id, shop_id),
                as_of)
        end as history_from
    from ended e
)
select id, item_id, shop_id, quantity, moved_at, reason, source_id, reverses, refunded_not_restocked, note, shortage, history_from
from begun
-- Kept are the newer ones, whole with what takes them back; sources that stand behind all others whatever their age; and
-- reversals whose target is elsewhere or itself a reversal, which nothing here can judge.
where history_from is null or newest_of_kin >= history_from or last_of_kin < 0 or has_root = 0;

analyze ws_queue;                                                           -- only postgresql

-- From when on each negative level's movements are complete.
drop table if exists ws_histories;
create temporary table ws_histories as                                      -- only postgresql duckdb
create table ws_histories as                                                -- only datafusion spark
select item_id, shop_id, max(history_from) as history_from
from ws_queue
where shortage is not null
group by item_id, shop_id;

-- ─── What is waited for, and what waits ───

-- Orders that wait: not cancelled, with a unit that is neither refunded nor handed over.
drop table if exists ws_waiting;
create temporary table ws_waiting as                                        -- only postgresql duckdb
create table ws_waiting as                                                  -- only datafusion spark
with handed_over as (
    select l.order_id, l.order_line_id, sum(l.quantity) as quantity
    from shipment_lines l
    join shipments s on s.order_id = l.order_id and s.id = l.shipment_id
    where s.status in ('shipped', 'pickedUp')
    group by l.order_id, l.order_line_id
)
select distinct o.id
from orders o
join order_lines l on l.order_id = o.id
join ws_places p on p.shop_id = l.shop_id
left join handed_over h on h.order_id = l.order_id and h.order_line_id = l.id
where not o.cancelled and l.quantity - coalesce(l.refunded, 0) - coalesce(h.quantity, 0) > 0;

-- Sales behind the movements kept, those of orders that wait, and those since `as_of`; an order that is named comes whole,
-- with all its sales.
drop table if exists ws_sales_named;
create temporary table ws_sales_named as                                    -- only postgresql duckdb
create table ws_sales_named as                                              -- only datafusion spark
select s.id, s.order_id
from sales s
join (select distinct source_id from ws_queue where reason = 'sale') q on q.source_id = s.id
union
select s.id, s.order_id from sales s join ws_waiting w on w.id = s.order_id
union
select s.id, s.order_id from sales s cross join asked k where s.completed_at >= k.as_of;

drop table if exists ws_orders;
create temporary table ws_orders as                                         -- only postgresql duckdb
create table ws_orders as                                                   -- only datafusion spark
select o.*
from orders o
join (select id from ws_waiting union select order_id from ws_sales_named where order_id is not null) n on n.id = o.id;

drop table if exists ws_sales;
create temporary table ws_sales as                                          -- only postgresql duckdb
create table ws_sales as                                                    -- only datafusion spark
select s.*
from sales s
join (
    select id from ws_sales_named
    union
    select b.id from sales b join ws_orders o on o.id = b.order_id
) n on n.id = s.id;

-- Rule 6: purchase orders that may still bring something, and those behind a movement.
drop table if exists ws_purchase_orders;
create temporary table ws_purchase_orders as                                -- only postgresql duckdb
create table ws_purchase_orders as                                          -- only datafusion spark
select d.*
from purchase_orders d
join (
    select o.id from purchase_orders o join ws_places p on p.shop_id = o.shop_id where not o.finished and not o.archived
    union
    select source_id from ws_queue where reason not in ('sale', 'vendorReturn', 'transfer') and source_id is not null
) n on n.id = d.id;

-- Rule 7: transfers that are not sent yet or still in transit, to or from a shop that is asked for; and those behind a movement.
drop table if exists ws_transfers;
create temporary table ws_transfers as                                      -- only postgresql duckdb
create table ws_transfers as                                                -- only datafusion spark
select d.*
from transfers d
join (
    select t.id
    from transfers t
    join ws_places p on p.shop_id = t.from_shop_id or p.shop_id = t.to_shop_id
    left join transfer_lines l on l.transfer_id = t.id
    where not t.archived
        and (t.sent_at is null or coalesce(l.sent, 0) - coalesce(l.received, 0) - coalesce(l.returned, 0) > 0)
    union
    select source_id from ws_queue where reason = 'transfer' and source_id is not null
) n on n.id = d.id;

drop table if exists ws_vendor_returns;
create temporary table ws_vendor_returns as                                 -- only postgresql duckdb
create table ws_vendor_returns as                                           -- only datafusion spark
select d.*
from vendor_returns d
join (
    select r.id from vendor_returns r join ws_places p on p.shop_id = r.shop_id where not r.archived and r.sent_at is null
    union
    select source_id from ws_queue where reason = 'vendorReturn' and source_id is not null
) n on n.id = d.id;

-- ─── Documents are sent whole ───

-- Their lists.
drop table if exists ws_order_lines;
create temporary table ws_order_lines as                                    -- only postgresql duckdb
create table ws_order_lines as                                              -- only datafusion spark
select l.* from order_lines l join ws_orders d on d.id = l.order_id;

drop table if exists ws_shipments;
create temporary table ws_shipments as                                      -- only postgresql duckdb
create table ws_shipments as                                                -- only datafusion spark
select l.* from shipments l join ws_orders d on d.id = l.order_id;

drop table if exists ws_shipment_lines;
create temporary table ws_shipment_lines as                                 -- only postgresql duckdb
create table ws_shipment_lines as                                           -- only datafusion spark
select l.* from shipment_lines l join ws_orders d on d.id = l.order_id;

drop table if exists ws_purchase_order_lines;
create temporary table ws_purchase_order_lines as                           -- only postgresql duckdb
create table ws_purchase_order_lines as                                     -- only datafusion spark
select l.* from purchase_order_lines l join ws_purchase_orders d on d.id = l.purchase_order_id;

drop table if exists ws_purchase_order_receipts;
create temporary table ws_purchase_order_receipts as                        -- only postgresql duckdb
create table ws_purchase_order_receipts as                                  -- only datafusion spark
select l.* from purchase_order_receipts l join ws_purchase_orders d on d.id = l.purchase_order_id;

drop table if exists ws_purchase_order_receipt_lines;
create temporary table ws_purchase_order_receipt_lines as                   -- only postgresql duckdb
create table ws_purchase_order_receipt_lines as                             -- only datafusion spark
select l.* from purchase_order_receipt_lines l join ws_purchase_orders d on d.id = l.purchase_order_id;

drop table if exists ws_transfer_lines;
create temporary table ws_transfer_lines as                                 -- only postgresql duckdb
create table ws_transfer_lines as                                           -- only datafusion spark
select l.* from transfer_lines l join ws_transfers d on d.id = l.transfer_id;

drop table if exists ws_transfer_receipts;
create temporary table ws_transfer_receipts as                              -- only postgresql duckdb
create table ws_transfer_receipts as                                        -- only datafusion spark
select l.* from transfer_receipts l join ws_transfers d on d.id = l.transfer_id;

drop table if exists ws_transfer_receipt_lines;
create temporary table ws_transfer_receipt_lines as                         -- only postgresql duckdb
create table ws_transfer_receipt_lines as                                   -- only datafusion spark
select l.* from transfer_receipt_lines l join ws_transfers d on d.id = l.transfer_id;

drop table if exists ws_vendor_return_lines;
create temporary table ws_vendor_return_lines as                            -- only postgresql duckdb
create table ws_vendor_return_lines as                                      -- only datafusion spark
select l.* from vendor_return_lines l join ws_vendor_returns d on d.id = l.vendor_return_id;

-- Their movements, on whatever level, and those that an order's line names: voiding a sale puts back all of it, and a transfer's
-- receipt takes back its own. A look-up by key: PostgreSQL does it by index, the others while reading two columns once.
analyze ws_sales;                                                           -- only postgresql
analyze ws_transfers;                                                       -- only postgresql
analyze ws_purchase_orders;                                                 -- only postgresql
analyze ws_order_lines;                                                     -- only postgresql
drop table if exists ws_documents_moved;
create temporary table ws_documents_moved as                                -- only postgresql duckdb
create table ws_documents_moved as                                          -- only datafusion spark
with documents as (
    select 'sale' as kind, id from ws_sales
    union all select 'transfer', id from ws_transfers
    union all select 'vendorReturn', id from ws_vendor_returns
    union all select 'other', id from ws_purchase_orders
)
select a.*                                                                  -- only postgresql
from documents d                                                            -- only postgresql
join adjustments a                                                          -- only postgresql
    on a.source_id = d.id and d.kind = case                                 -- only postgresql
        when a.reason in ('sale', 'transfer', 'vendorReturn') then a.reason else 'other' end-- only postgresql
union                                                                       -- only postgresql
select a.* from ws_order_lines l join adjustments a on a.id = l.adjustment_id;-- only postgresql
select a.*                                                                  -- only duckdb datafusion spark
from adjustments a                                                          -- only duckdb datafusion spark
left join documents d                                                       -- only duckdb datafusion spark
    on d.id = a.source_id and d.kind = case                                 -- only duckdb datafusion spark
        when a.reason in ('sale', 'transfer', 'vendorReturn') then a.reason else 'other' end-- only duckdb datafusion spark
left join (select distinct adjustment_id from ws_order_lines) l             -- only duckdb datafusion spark
    on l.adjustment_id = a.id                                               -- only duckdb datafusion spark
where d.id is not null or l.adjustment_id is not null;                      -- only duckdb datafusion spark

-- And what takes these back, or is taken back by them, by one step.
analyze ws_documents_moved;                                                 -- only postgresql
drop table if exists ws_adjustments;
create temporary table ws_adjustments as                                    -- only postgresql duckdb
create table ws_adjustments as                                              -- only datafusion spark
with known as (
    select id, reverses from ws_queue
    union
    select id, reverses from ws_documents_moved
),
linked as (
    select a.* from known k join adjustments a on a.reverses = k.id         -- only postgresql
    union                                                                   -- only postgresql
    select a.* from known k join adjustments a on a.id = k.reverses         -- only postgresql
    select a.*                                                              -- only duckdb datafusion spark
    from adjustments a                                                      -- only duckdb datafusion spark
    left join known k on k.id = a.reverses                                  -- only duckdb datafusion spark
    left join (select distinct reverses from known) t on t.reverses = a.id  -- only duckdb datafusion spark
    where k.id is not null or t.reverses is not null                        -- only duckdb datafusion spark
)
select id, item_id, shop_id, quantity, moved_at, reason, source_id, reverses, refunded_not_restocked, note from ws_queue
union
select id, item_id, shop_id, quantity, moved_at, reason, source_id, reverses, refunded_not_restocked, note from ws_documents_moved
union
select id, item_id, shop_id, quantity, moved_at, reason, source_id, reverses, refunded_not_restocked, note from linked;

-- ─── What all of that names ───

drop table if exists ws_items;
create temporary table ws_items as                                          -- only postgresql duckdb
create table ws_items as                                                    -- only datafusion spark
select i.*
from items i
join (
    select item_id from ws_negative
    union select item_id from ws_adjustments
    union select item_id from ws_order_lines
    union select item_id from ws_purchase_order_lines
    union select item_id from ws_transfer_lines
    union select item_id from ws_vendor_return_lines
) n on n.item_id = i.id;

-- All levels of these items: what other shops have of them shows in every row (rule 4), and a level that is not sent has QOH 0.
-- A shop that is not asked for sends what it has, and not what it lacks: its rows would need its history.
drop table if exists ws_levels;
create temporary table ws_levels as                                         -- only postgresql duckdb
create table ws_levels as                                                   -- only datafusion spark
select l.item_id, l.shop_id, l.qoh, l.reorder_point, l.desired_level,
    case when n.item_id is null then k.as_of else h.history_from end as history_from
from levels l
join ws_items i on i.id = l.item_id
cross join asked k
left join ws_places p on p.shop_id = l.shop_id
left join ws_negative n on n.item_id = l.item_id and n.shop_id = l.shop_id
left join ws_histories h on h.item_id = l.item_id and h.shop_id = l.shop_id
where p.shop_id is not null or l.qoh >= 0;

drop table if exists ws_vendors;
create temporary table ws_vendors as                                        -- only postgresql duckdb
create table ws_vendors as                                                  -- only datafusion spark
select v.*
from vendors v
join (
    select default_vendor_id as vendor_id from ws_items
    union select vendor_id from ws_purchase_orders
    union select vendor_id from ws_vendor_returns
) n on n.vendor_id = v.id;

drop table if exists ws_shops;
create temporary table ws_shops as                                          -- only postgresql duckdb
create table ws_shops as                                                    -- only datafusion spark
select * from shops;
