# first refresh of tenancy
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
14dac85ae2c530f0 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(users.role AS TEXT)) COLLATE 
0bdad0dbc494c46c SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
b32d35769aa35694 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (CASE WHEN (typeo
5f7b822fe319f0a9 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
b2aac5cc1e1da6f7 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
b7f4f2532cdf23c9 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
465a4908ef1a63df SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
f48dc26aa90de708 SELECT count(CASE WHEN (platforms.is_active IS NOT NULL AND CASE WHEN (typeof(pl
9b2ec4a9b7e46ee6 SELECT count(CASE WHEN (vendors.is_active IS NOT NULL AND CASE WHEN (typeof(vend
c01f2c26b2e2bd69 SELECT count(CASE WHEN (vendor_platforms.is_active IS NOT NULL AND CASE WHEN (ty
043bcbcd6c99da17 SELECT count(CASE WHEN (platform_modules.is_enabled IS NOT NULL AND CASE WHEN (t
4c6dec9ec264d637 SELECT count(CASE WHEN (users.is_active IS NOT NULL AND CASE WHEN (typeof(users.
38afa32be570b152 SELECT count(CASE WHEN (vendor_users.is_active IS NOT NULL AND CASE WHEN (typeof
803801d0bc30c662 SELECT count(CASE WHEN (vendor_domains.is_active IS NOT NULL AND CASE WHEN (type
# first refresh of customers
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
8537113df43d41c1 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
b2cd1d17883cee77 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
35268123823a2d0b SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
96b22386a2063411 SELECT count(CASE WHEN (customers.is_active IS NOT NULL AND CASE WHEN (typeof(cu
# first refresh of cms
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
466d36d999b52525 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
b1a29c774ad473d4 SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
d5f51567e12f6a09 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
e2ff4dd951531406 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
4bb8f4e8a8c7c0b6 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (CASE WHEN (typeof(c
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# first refresh of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
2d3dcb3b405bab71 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
47e0565c9f241b85 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
2a192b4f8dc74b16 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
5d9494e770ea5de0 SELECT count(CASE WHEN (products.is_active IS NOT NULL AND CASE WHEN (typeof(pro
# first refresh of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
8788641473b76698 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
fac172b26b847720 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
1ad5388db11b7e1e SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# first refresh of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
928276e6dd41042a SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
a962a0b9c75acc97 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
b37e56e8a7b31ee0 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
7e6ab524d24fb682 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
df6261b0cce2f3b5 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# first refresh of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
7b5f23fdb8016359 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
43bc3227890d7007 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
1bf4a1f101b82b5a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
1836d3b5b44c508e SELECT count(CASE WHEN (marketplace_products.is_published IS NOT NULL AND CASE W
# first refresh of carts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
1096bfd26f101adc SELECT NULL AS anon_1, carts.platform_id, rtrim(CAST(carts.currency AS TEXT)) CO
050f778a30f796fa SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
# first refresh of payments
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
453e4d17ef023786 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
2df406eb6afcc979 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.currency AS TEX
46caed2463361042 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
c7cdc2c147e5df6e SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
89fff581434d830e SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
# first refresh of shipments
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
0dbfd9fa5ae63c6d SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
379232c6ef744ba8 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN max(CASE WHEN ((shi
9889c1123c67b90e SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
1580fa268c75d257 SELECT shipments.vendor_id, shipments.platform_id, rtrim(CAST(shipments.status A
# first refresh of refunds
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
7f85cdaebdec9e82 SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.currency AS TE
c1f5335652b6d24b SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
c02e22277598f8c5 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
e49a4b576b03e02e SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.status AS TEXT
# first refresh of payouts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
acc77fcf62350b60 SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.currency AS TEXT)) 
1c24044782354766 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
0780377be238cc84 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
633f457d17f508c3 SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.status AS TEXT)) CO
# first refresh of jobs
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
6a4fc3aa34049499 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
443f92f87dad62c7 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
7b3511371e205e5a SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
01147f420b3c993c SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
1708822534a0e991 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
# first refresh of alerts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
be2044403ba3dcbe SELECT rtrim(CAST(alert_thresholds.alert AS TEXT)) COLLATE "BINARY" AS anon_1, a
ec10a8ffbc81a413 SELECT rtrim(CAST(content_pages.slug AS TEXT)) COLLATE "BINARY" AS anon_1, CAST(
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# second refresh of tenancy
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
14dac85ae2c530f0 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(users.role AS TEXT)) COLLATE 
61b83e168e7dad83 SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
db5c8f5aed6e719f SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
55bf94e446c70a7e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
f48dc26aa90de708 SELECT count(CASE WHEN (platforms.is_active IS NOT NULL AND CASE WHEN (typeof(pl
9b2ec4a9b7e46ee6 SELECT count(CASE WHEN (vendors.is_active IS NOT NULL AND CASE WHEN (typeof(vend
c01f2c26b2e2bd69 SELECT count(CASE WHEN (vendor_platforms.is_active IS NOT NULL AND CASE WHEN (ty
043bcbcd6c99da17 SELECT count(CASE WHEN (platform_modules.is_enabled IS NOT NULL AND CASE WHEN (t
4c6dec9ec264d637 SELECT count(CASE WHEN (users.is_active IS NOT NULL AND CASE WHEN (typeof(users.
38afa32be570b152 SELECT count(CASE WHEN (vendor_users.is_active IS NOT NULL AND CASE WHEN (typeof
803801d0bc30c662 SELECT count(CASE WHEN (vendor_domains.is_active IS NOT NULL AND CASE WHEN (type
# second refresh of customers
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
60ab0b5323f791e0 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
35268123823a2d0b SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
96b22386a2063411 SELECT count(CASE WHEN (customers.is_active IS NOT NULL AND CASE WHEN (typeof(cu
# second refresh of cms
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
0799690db58cb6a6 SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
3e916d4b34a2f8f5 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
74558b6917650155 SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
3355f1b8d1a18e63 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# second refresh of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
42b88286c55116e8 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2a192b4f8dc74b16 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
5d9494e770ea5de0 SELECT count(CASE WHEN (products.is_active IS NOT NULL AND CASE WHEN (typeof(pro
# second refresh of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
67a766de1539ca8b SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
1ad5388db11b7e1e SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# second refresh of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
b71941da751acf82 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
04a7779bcaba544c SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
6510a6a9618ee6de SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
7e6ab524d24fb682 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
df6261b0cce2f3b5 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# second refresh of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
43bc3227890d7007 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
f3592044100911c2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
60eb5afaa39a3524 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
1bf4a1f101b82b5a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
1836d3b5b44c508e SELECT count(CASE WHEN (marketplace_products.is_published IS NOT NULL AND CASE W
# second refresh of carts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
1096bfd26f101adc SELECT NULL AS anon_1, carts.platform_id, rtrim(CAST(carts.currency AS TEXT)) CO
050f778a30f796fa SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
# second refresh of payments
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
453e4d17ef023786 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
2df406eb6afcc979 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.currency AS TEX
0fb54ae87fc1665c SELECT NULL AS anon_1, payments.platform_id, count(*) AS count_1, count(*) FILTE
c7cdc2c147e5df6e SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
89fff581434d830e SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
# second refresh of shipments
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
0dbfd9fa5ae63c6d SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
379232c6ef744ba8 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN max(CASE WHEN ((shi
e166587bff41ed48 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
957b780c1beedffc SELECT shipments.vendor_id, shipments.platform_id, rtrim(CAST(shipments.status A
# second refresh of refunds
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
7f85cdaebdec9e82 SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.currency AS TE
c1f5335652b6d24b SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
24a0cde4bfd5c46c SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
1a7443157737f2dd SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.status AS TEXT
# second refresh of payouts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
acc77fcf62350b60 SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.currency AS TEXT)) 
1c24044782354766 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
5fea9537ad54638c SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
fb8679cc4b54de05 SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.status AS TEXT)) CO
# second refresh of jobs
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
6a4fc3aa34049499 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
443f92f87dad62c7 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
7b3511371e205e5a SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
01147f420b3c993c SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
1708822534a0e991 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(jobs.queue AS TEXT)) COLLATE 
# second refresh of alerts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
be2044403ba3dcbe SELECT rtrim(CAST(alert_thresholds.alert AS TEXT)) COLLATE "BINARY" AS anon_1, a
ec10a8ffbc81a413 SELECT rtrim(CAST(content_pages.slug AS TEXT)) COLLATE "BINARY" AS anon_1, CAST(
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# changes of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
5998d6fb4a544636 SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
262237385c7502ea SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2a192b4f8dc74b16 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# changes of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
0db60ece5c17a19a SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
9f8803d76cf9e381 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
1ad5388db11b7e1e SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# changes of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
70e19fbab92c4eb1 SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
8dd16e489c4602d9 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
780728be69532a31 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
a26d109f369db7c2 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
7e6ab524d24fb682 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
df6261b0cce2f3b5 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# changes of refunds
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
a4ef78719fb39711 SELECT refunds.id AS id, refunds.vendor_id AS vendor_id, CASE WHEN ((refunds.upd
c1f5335652b6d24b SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# changes of shipments
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
855e25b4b7228653 SELECT shipments.id AS id, shipments.vendor_id AS vendor_id, CASE WHEN ((shipmen
0dbfd9fa5ae63c6d SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
# changes of payouts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
f662905ef8a5b5b4 SELECT payouts.id AS id, payouts.vendor_id AS vendor_id, CASE WHEN ((payouts.upd
1c24044782354766 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# changes of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
49fb50e6a7a0810a SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
f3592044100911c2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
60eb5afaa39a3524 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
136da3fe4d7996b4 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
1bf4a1f101b82b5a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
# tenancy of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
81adf4ecf9e04c75 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
ac2e7b80cc8dae35 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# tenancy of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
e3a0f1bcdc9dea53 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (CASE WHEN (typeo
d1eb0b80b00bcc33 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
965e14ac1c42e9bc SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# tenancy of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# tenancy of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# customers of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
c83a7603b4392220 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
# customers of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
815f49d8f48fd97b SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
# customers of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
e96e6f74ba805de3 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# customers of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
21f509d6226b8f91 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# cms of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
a956692a2cf48db3 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
dc78eae1f6132800 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# cms of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
5be3123d7c4fd5ae SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
4cbe4a6051adff9f SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (CASE WHEN (typeof(c
eee3778d7bc8cab7 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# cms of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
3a463d41374c2715 SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# cms of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
20bfbf92115c1c16 SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# catalog of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
83609d5a2d8138d3 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
a103074299c5601d SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
8e91d597eed50f0c SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
f7fdabadbe83dc83 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
5900e802a6198689 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= ?) 
# catalog of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
5baabfede3199f74 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= ?) 
bbbf9104459601ee SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
7b3fefe38fb5aaf5 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# inventory of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
26a3ccacfa7ff426 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
6beb1bb21198cffe SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
9aa88c1cf554803b SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
6d453e14eb33b7b5 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# inventory of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# orders of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
a0a62ab8f2608e18 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
e198dc1f53a3c4d4 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
0c2cc83f7b88124a SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
# orders of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
3b3eb7a738188cba SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
b60323245959af7b SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
fff36ef77d5a38d1 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
4358a7d711e0a51d SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
bd140c34f5c7b1ee SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# orders of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
2d6f8d5d77f779d9 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
6da35cbd169aff23 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
9c007c0942734cbc SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
# orders of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
5822b3b918d41889 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
9d6370152c1f8497 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
edcbc61739062ef8 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= ?) 
# carts of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# carts of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
2357b154a5403695 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
b4ba47fbb87ecd3e SELECT NULL AS anon_1, carts.platform_id, rtrim(CAST(carts.currency AS TEXT)) CO
# carts of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# carts of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
0f38240c1e94611c SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= ?) THEN
3d10e0e0034551c9 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= ?) THEN
# payments of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# payments of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
8735b1273d86ed4f SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
c7ca39ec1dcbffff SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.currency AS TEX
0b8036db38d6c856 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
9c8119e5dd09fb51 SELECT NULL AS anon_1, payments.platform_id, rtrim(CAST(payments.method AS TEXT)
# payments of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# payments of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
3b70b9405b633d53 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= ?
c25bd2a5e0959302 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= ?
79a2059628056257 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= ?
# shipments of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
d4429a6aced491ae SELECT shipments.vendor_id, shipments.platform_id, rtrim(CAST(shipments.status A
c418bfde34b87fdd SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
aecefd1ecc80278b SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN max(CASE WHEN ((shi
# shipments of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
f5db381d02637949 SELECT shipments.vendor_id, shipments.platform_id, rtrim(CAST(shipments.status A
842212f234a92c50 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
acad2be94ae5d201 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN max(CASE WHEN ((shi
# shipments of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
b2c638e0e3accd50 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
09acc594eb8a2365 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
092c2e8fe171a2ec SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# shipments of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
27963fc09d9da43b SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
8fb0b74971a8a0e8 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
aa519a38735d36e1 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# refunds of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
08ec1b2bcccedd3f SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.status AS TEXT
aec553e2fa345b0b SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.currency AS TE
31bf9d46eece678d SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
3649af322b49f428 SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.status AS TEXT
06adfa7bfb3ccc71 SELECT refunds.vendor_id, refunds.platform_id, rtrim(CAST(refunds.currency AS TE
de2a6e365b26a092 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
583ceec7e25047fa SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
6d6cc6ca1feeb385 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
7f35d3bf7aa1b440 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# refunds of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
07e6896aa41ed1f1 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
1212f076eb1cc426 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
edf4729cd18587ca SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# payouts of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
2ef8b9bec1e949e7 SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.status AS TEXT)) CO
6942802e72a5791c SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.currency AS TEXT)) 
7e112f46a7de580a SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
b9a17ed41e5915bb SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.status AS TEXT)) CO
69ae4be44eb26ecd SELECT payouts.vendor_id, NULL AS anon_1, rtrim(CAST(payouts.currency AS TEXT)) 
f98410c1585e7f2d SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
ea3ce154dccc6628 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
d46cc8a164a254a2 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
4a1817d6f7a08bbd SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
# payouts of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
14fe46363a7a0944 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
691aaa10fa60aff8 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
ac46d43b72ceb7fd SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= ?) THEN 1
# marketplace of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
2c5a367cb86d4824 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
6cc5584bb0d4ede1 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
0eb545d0fbdb70c5 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
# marketplace of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
33fbe8e5d38754de SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
3ddeda13cb6050b0 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
ac2cf39b691539fa SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
85a2a858ad109157 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
# marketplace of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
7122552a24ed8037 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
4cfcfe321c8decde SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
89901eb6dc3f7e1b SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
# marketplace of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
09d512c6c67436c0 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
bcbf88737b3998d4 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
a8c1007467981107 SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
84569d6f09368dc8 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
# jobs of one vendor
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# jobs of one platform
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# jobs of one vendor in a period
4fa3496dc617eded SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
# jobs of one platform in a period
99bcf4df4bdbd7a7 SELECT 0, platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS 
