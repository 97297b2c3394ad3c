# first refresh of tenancy
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
14dac85ae2c530f0 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(users.role AS TEXT)) COLLATE 
0bdad0dbc494c46c SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
0fe40bc5b9bda456 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
a8ed0aae31277b94 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
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
65ebe1e85150ecaf SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
b2cd1d17883cee77 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
23a298da80d3d302 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
96b22386a2063411 SELECT count(CASE WHEN (customers.is_active IS NOT NULL AND CASE WHEN (typeof(cu
# first refresh of cms
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
466d36d999b52525 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
6ac5728abc50d46d SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
d5f51567e12f6a09 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
9de021c2ee5d6447 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
4bb8f4e8a8c7c0b6 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (CASE WHEN (typeof(c
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# first refresh of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
b29a7b1918c4a5f7 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
47e0565c9f241b85 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
9467b12f3a7329ff SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
5d9494e770ea5de0 SELECT count(CASE WHEN (products.is_active IS NOT NULL AND CASE WHEN (typeof(pro
# first refresh of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cc66d6fdf58159d3 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
# first refresh of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
928276e6dd41042a SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
60f08b1bee97611b SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
b37e56e8a7b31ee0 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
3918c1bd0c3ed44d SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
c288879881978ec3 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# first refresh of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
7b5f23fdb8016359 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
43bc3227890d7007 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
3e6f487b68f6eda7 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
1836d3b5b44c508e SELECT count(CASE WHEN (marketplace_products.is_published IS NOT NULL AND CASE W
# first refresh of alerts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
be2044403ba3dcbe SELECT rtrim(CAST(alert_thresholds.alert AS TEXT)) COLLATE "BINARY" AS anon_1, a
345a1af9707d1747 SELECT rtrim(CAST(content_pages.slug AS TEXT)) COLLATE "BINARY" AS anon_1, rtrim
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# second refresh of tenancy
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
14dac85ae2c530f0 SELECT NULL AS anon_1, NULL AS anon__1, rtrim(CAST(users.role AS TEXT)) COLLATE 
0bdad0dbc494c46c SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
0fe40bc5b9bda456 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
c0307e68134dbe8b SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
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
8df9d71f10afb5ac SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
23a298da80d3d302 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
96b22386a2063411 SELECT count(CASE WHEN (customers.is_active IS NOT NULL AND CASE WHEN (typeof(cu
# second refresh of cms
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
39ef77ee48a144f3 SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
05adb417844ef57c SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
b112618c6463c0a5 SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
3355f1b8d1a18e63 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# second refresh of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
41ad034775053d91 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
9467b12f3a7329ff SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
5d9494e770ea5de0 SELECT count(CASE WHEN (products.is_active IS NOT NULL AND CASE WHEN (typeof(pro
# second refresh of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cc66d6fdf58159d3 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
# second refresh of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
a1d91a1dd42b4bf3 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
04a7779bcaba544c SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
6510a6a9618ee6de SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
3918c1bd0c3ed44d SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
c288879881978ec3 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# second refresh of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
43bc3227890d7007 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
f3592044100911c2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
60eb5afaa39a3524 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
3e6f487b68f6eda7 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
1836d3b5b44c508e SELECT count(CASE WHEN (marketplace_products.is_published IS NOT NULL AND CASE W
# second refresh of alerts
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
be2044403ba3dcbe SELECT rtrim(CAST(alert_thresholds.alert AS TEXT)) COLLATE "BINARY" AS anon_1, a
345a1af9707d1747 SELECT rtrim(CAST(content_pages.slug AS TEXT)) COLLATE "BINARY" AS anon_1, rtrim
077e3691f81bd3c8 SELECT count(CASE WHEN (content_pages.is_published IS NOT NULL AND CASE WHEN (ty
# changes of catalog
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
5998d6fb4a544636 SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
de0f3cc8c25b1185 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
9467b12f3a7329ff SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# changes of inventory
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
0db60ece5c17a19a SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
# changes of orders
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
70e19fbab92c4eb1 SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
12b998df73703dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
1d6f25710f78d522 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
c9f49cfd350f27fd SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
3918c1bd0c3ed44d SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
c288879881978ec3 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# changes of marketplace
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
49fb50e6a7a0810a SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
cfb6725632eb5783 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
f3592044100911c2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
60eb5afaa39a3524 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
721644f34f7bf35f SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
3e6f487b68f6eda7 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
# tenancy of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
81adf4ecf9e04c75 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
ac2e7b80cc8dae35 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# tenancy of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
e3a0f1bcdc9dea53 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (CASE WHEN (typeo
d1eb0b80b00bcc33 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
965e14ac1c42e9bc SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# tenancy of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
81adf4ecf9e04c75 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
ac2e7b80cc8dae35 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# tenancy of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
e3a0f1bcdc9dea53 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (CASE WHEN (typeo
d1eb0b80b00bcc33 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(vend
965e14ac1c42e9bc SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (CASE WHE
# customers of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
c83a7603b4392220 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
# customers of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
815f49d8f48fd97b SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
637d4c596b565b33 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
# customers of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
b93b538c0495e28c SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
# customers of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
12dfbcc1519036e5 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (CASE WHEN (typeof(
# cms of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
a956692a2cf48db3 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
dc78eae1f6132800 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# cms of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
5be3123d7c4fd5ae SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
4cbe4a6051adff9f SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (CASE WHEN (typeof(c
eee3778d7bc8cab7 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# cms of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
a956692a2cf48db3 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
3d29c10c3fb350af SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# cms of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
5be3123d7c4fd5ae SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (CASE WHEN 
4cbe4a6051adff9f SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (CASE WHEN (typeof(c
92a14fb7bf1f5d61 SELECT media_files.vendor_id, NULL AS anon_1, rtrim(CAST(media_files.media_type 
# catalog of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
83609d5a2d8138d3 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
d45ddb331ec77e4d SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
8e91d597eed50f0c SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
be13e3de817582b5 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
d4379bda7ba091f4 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
# catalog of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
cd048c373e70f76a SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (CASE WHEN (typeof(products
aa067ccb5b3deb71 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# inventory of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
26a3ccacfa7ff426 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
9aa88c1cf554803b SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
26a3ccacfa7ff426 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
9aa88c1cf554803b SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# orders of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
a0a62ab8f2608e18 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
e198dc1f53a3c4d4 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
0c2cc83f7b88124a SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
# orders of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
3b3eb7a738188cba SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
b60323245959af7b SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
fff36ef77d5a38d1 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
29bd001a720d9139 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
# orders of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
39dd6ca86a945933 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
d5e3ee6437bf4843 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
da73aeae5083a94a SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
# orders of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
426154af0f41f3fa SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.status AS TEXT)) 
3236b7a689b2218c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
9fa926a0d3a973e7 SELECT orders.vendor_id, orders.platform_id, rtrim(CAST(orders.currency AS TEXT)
# marketplace of one vendor
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
2c5a367cb86d4824 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
6cc5584bb0d4ede1 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
0eb545d0fbdb70c5 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
# marketplace of one platform
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
33fbe8e5d38754de SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
3ddeda13cb6050b0 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
ac2cf39b691539fa SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
86fc35c5579f0d05 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
# marketplace of one vendor in a period
cab248c5d8fca0f2 SELECT vendors.id FROM vendors LIMIT ? OFFSET ?
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
8f89978dbb119e80 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
d473e7f4b37d3152 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
d98370baf823b518 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
6b16ad4fe5746594 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
0bbdfc2fe8a996f0 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
# marketplace of one platform in a period
8fc546b139d60eb6 SELECT platforms.id, rtrim(CAST(platforms.code AS TEXT)) COLLATE "BINARY" AS ano
ef7fdbd0bcfa3114 SELECT vendors.id, rtrim(CAST(vendors.code AS TEXT)) COLLATE "BINARY" AS anon_1,
25d744f788aeb208 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, CASE WHEN (type
bfed3732c9f5e727 SELECT platform_modules.platform_id, rtrim(CAST(platform_modules.module AS TEXT)
25df42b0459254b1 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
189585347cc6946c SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
01ad06b919795dc5 SELECT marketplace_products.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace_pr
a77b40361103a587 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, rtrim(CAST(marketplace
