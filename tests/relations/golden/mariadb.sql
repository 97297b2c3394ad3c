# first refresh of tenancy
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
dd246155b497b3b0 SELECT collation(max(vendor_platforms.platform_id)) AS collation_1 FROM vendor_p
51507fb4ceed406f SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
ab7e441777190684 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS CHAR CHARACTER SET ut
e5ba702d4c925cf4 SELECT collation(max(vendor_users.vendor_id)) AS collation_1 FROM vendor_users W
aa55d9c7d7c50f88 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
b6b4f02ce6880997 SELECT collation(max(vendor_domains.vendor_id)) AS collation_1 FROM vendor_domai
f4c424ab7aedc3af SELECT collation(max(vendor_domains.platform_id)) AS collation_1 FROM vendor_dom
49242f01b7f0d86e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# first refresh of customers
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
0d78825227f30c53 SELECT collation(max(customers.vendor_id)) AS collation_1 FROM customers WHERE 1
e75a9bcbe10547c5 SELECT collation(max(customers.platform_id)) AS collation_1 FROM customers WHERE
2791cc11d9c13535 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
c75952c1c69629e5 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, NULLIF(G
# first refresh of cms
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
420de22ebd6b8d61 SELECT collation(max(content_pages.vendor_id)) AS collation_1 FROM content_pages
98e3bb2772aab1d1 SELECT collation(max(content_pages.platform_id)) AS collation_1 FROM content_pag
6bbd0328987556c6 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
3a14fc8637d37547 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
a129d8ee933b815c SELECT collation(max(media_files.vendor_id)) AS collation_1 FROM media_files WHE
518a00a7b41973d5 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# first refresh of catalog
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
b192a7cc3cc4912a SELECT collation(max(products.vendor_id)) AS collation_1 FROM products WHERE 1 =
720adfe14bd0dd3b SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
af1942d5342771b9 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# first refresh of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
43583d36fffa17bf SELECT collation(max(inventory.vendor_id)) AS collation_1 FROM inventory WHERE 1
5581572148c2e903 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# first refresh of orders
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
79cdc8188b268420 SELECT collation(max(orders.vendor_id)) AS collation_1 FROM orders WHERE 1 = 0
6d2643a335df8492 SELECT collation(max(orders.platform_id)) AS collation_1 FROM orders WHERE 1 = 0
a9f630b3a53de8bf SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
a9c6faa2a40c9a34 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
d49b668cd5d9858f SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
9d48d5009973ba00 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
c49d8c37c8c51299 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# first refresh of marketplace
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
797cb4ab23b6a673 SELECT collation(max(marketplace_import_jobs.vendor_id)) AS collation_1 FROM mar
efb8bb873b8a3a3a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
379e97d23d9fc27e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
f925372c0f2d46a2 SELECT collation(max(marketplace_products.vendor_id)) AS collation_1 FROM market
f186331b132e0165 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
7c00a235b4851741 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# first refresh of alerts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a5fcb48099a622b4 SELECT CAST(alert_thresholds.alert AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb
8ff1e45348c18549 SELECT CAST(content_pages.slug AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bi
# second refresh of tenancy
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
51507fb4ceed406f SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
ab7e441777190684 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS CHAR CHARACTER SET ut
aa55d9c7d7c50f88 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
49242f01b7f0d86e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# second refresh of customers
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
2791cc11d9c13535 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
c75952c1c69629e5 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, NULLIF(G
# second refresh of cms
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
6bbd0328987556c6 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
3a14fc8637d37547 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
518a00a7b41973d5 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# second refresh of catalog
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
720adfe14bd0dd3b SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
af1942d5342771b9 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# second refresh of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
5581572148c2e903 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# second refresh of orders
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a9f630b3a53de8bf SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
a9c6faa2a40c9a34 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
d49b668cd5d9858f SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
9d48d5009973ba00 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
c49d8c37c8c51299 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# second refresh of marketplace
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
efb8bb873b8a3a3a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
379e97d23d9fc27e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
f186331b132e0165 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
7c00a235b4851741 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# second refresh of alerts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a5fcb48099a622b4 SELECT CAST(alert_thresholds.alert AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb
8ff1e45348c18549 SELECT CAST(content_pages.slug AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bi
# changes of catalog
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
7c3aec18b0430870 SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
f2a09cc34fbcaed4 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
af1942d5342771b9 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# changes of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a2edbb0fdaac77ba SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
# changes of orders
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
0945bfa2987fc5f2 SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
a9c6faa2a40c9a34 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
885dd0ef88dfe13e SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
d060412681a8e0b2 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
9d48d5009973ba00 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
c49d8c37c8c51299 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# changes of marketplace
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a7967ff6cabfdaef SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
efb8bb873b8a3a3a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
379e97d23d9fc27e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
2f262144274e7aea SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
7c00a235b4851741 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# tenancy of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
e5ba702d4c925cf4 SELECT collation(max(vendor_users.vendor_id)) AS collation_1 FROM vendor_users W
6dc43a019fb42306 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
b6b4f02ce6880997 SELECT collation(max(vendor_domains.vendor_id)) AS collation_1 FROM vendor_domai
f4c424ab7aedc3af SELECT collation(max(vendor_domains.platform_id)) AS collation_1 FROM vendor_dom
a079ae7b2bad3bd1 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
dd246155b497b3b0 SELECT collation(max(vendor_platforms.platform_id)) AS collation_1 FROM vendor_p
faabf64fb073f2b4 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
ac0b581871d20813 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
f014f56aee0de0bf SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
6dc43a019fb42306 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
a079ae7b2bad3bd1 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
faabf64fb073f2b4 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
ac0b581871d20813 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
f014f56aee0de0bf SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# customers of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
0d78825227f30c53 SELECT collation(max(customers.vendor_id)) AS collation_1 FROM customers WHERE 1
e75a9bcbe10547c5 SELECT collation(max(customers.platform_id)) AS collation_1 FROM customers WHERE
b35809193881a3c0 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
ac40bcc6da952b4b SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
5fb033f49467e78d SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, NULLIF(G
# customers of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
5c9cde6dcbead17f SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
9b131034819b1609 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# cms of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
420de22ebd6b8d61 SELECT collation(max(content_pages.vendor_id)) AS collation_1 FROM content_pages
98e3bb2772aab1d1 SELECT collation(max(content_pages.platform_id)) AS collation_1 FROM content_pag
60825e248103d035 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
a129d8ee933b815c SELECT collation(max(media_files.vendor_id)) AS collation_1 FROM media_files WHE
f70c3df7985eb2a3 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# cms of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
97afdcfba4685aed SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
f7a0e767a0e94ea4 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
725cedb485ee2722 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# cms of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
60825e248103d035 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
4bdc3ad34a3a4910 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# cms of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
97afdcfba4685aed SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
f7a0e767a0e94ea4 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
7598316f3428895c SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# catalog of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
b192a7cc3cc4912a SELECT collation(max(products.vendor_id)) AS collation_1 FROM products WHERE 1 =
563485d2b19b36da SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
d30f77e61a4ffd1e SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# catalog of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
ee18c5a4dd256f30 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
d06615cbb68e92de SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# catalog of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
228dfe7975255987 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
# catalog of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
7b23b03e9fe4346a SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
82dd66dc27119b3e SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# inventory of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
43583d36fffa17bf SELECT collation(max(inventory.vendor_id)) AS collation_1 FROM inventory WHERE 1
068d272016851b1c SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1070d9657ebab289 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
068d272016851b1c SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1070d9657ebab289 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# orders of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
79cdc8188b268420 SELECT collation(max(orders.vendor_id)) AS collation_1 FROM orders WHERE 1 = 0
6d2643a335df8492 SELECT collation(max(orders.platform_id)) AS collation_1 FROM orders WHERE 1 = 0
7ea1f534384a36a6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
20eba901f5020172 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
18f982c39e4bfa50 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
# orders of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
c6901aed711e695b SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
8fc24139e7e6e43e SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
49c0a2593d14a938 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
d3616421545ac4d7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# orders of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1940ad7bacf22271 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
2d90746d722c01ee SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
8cfbb89a4bf1dd6c SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
# orders of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
c430961fb946397e SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
b54d7cbb6cb89565 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
b16ec4600dfdedfc SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
# marketplace of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
797cb4ab23b6a673 SELECT collation(max(marketplace_import_jobs.vendor_id)) AS collation_1 FROM mar
731e5d43584a2353 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
fd1e11f97bc440b3 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
f925372c0f2d46a2 SELECT collation(max(marketplace_products.vendor_id)) AS collation_1 FROM market
564e11c71e7b0986 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
ba4fcac36b8c557f SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
26f37dd9a1dce052 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b886c22e5466cc02 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
6a6b674cd19ecf0e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# marketplace of one vendor in a period
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
c8ec299a9802f50b SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
a1af1b78aaccb015 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
e67c02e460db1efb SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
e9bf0d0b9a886eda SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
8eb4ccbbdb1e1566 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform in a period
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
749a389997361faa SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
4731a42450e023ac SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
e080e037ca2db47c SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
ac3a76d4291b38f2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
