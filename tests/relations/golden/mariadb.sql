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
8c33f422922acb60 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, NULLIF(G
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
6b780569f74f0983 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# first refresh of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
43583d36fffa17bf SELECT collation(max(inventory.vendor_id)) AS collation_1 FROM inventory WHERE 1
5581572148c2e903 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
bef7d465de85e6cd SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST
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
af53a0dadb64401c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
fa44f8c56ef12abc SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
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
90bc3ac636711aa8 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# first refresh of carts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
82af9b476501f1b3 SELECT collation(max(carts.platform_id)) AS collation_1 FROM carts WHERE 1 = 0
60076cd2ab6319e2 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
62d5310739be88f3 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS CHAR CHARACTER 
# first refresh of payments
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
54d0ac9d6e4cfa6e SELECT collation(max(payments.platform_id)) AS collation_1 FROM payments WHERE 1
d236a9e20b182b47 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
c62f4c82f7756516 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS CHAR CHAR
141d91f8e8293c3d SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
aed8df7c6019a06f SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
06a9ce39395a08f5 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
# first refresh of shipments
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1f3a284a2a9b7497 SELECT collation(max(shipments.vendor_id)) AS collation_1 FROM shipments WHERE 1
e0d4158e306d242f SELECT collation(max(shipments.platform_id)) AS collation_1 FROM shipments WHERE
3e0c1755bd29be0b SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS CHAR
cdf3fa299e6063a5 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
b19587e87c70c1a3 SELECT shipments.vendor_id, shipments.platform_id, ELT(INTERVAL(GREATEST(NULLIF(
# first refresh of refunds
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
fd473e8bb9aa5d51 SELECT collation(max(refunds.vendor_id)) AS collation_1 FROM refunds WHERE 1 = 0
421085d021431adf SELECT collation(max(refunds.platform_id)) AS collation_1 FROM refunds WHERE 1 =
a96bd24eb0670d6a SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS CHAR CHARA
77d9c0861404b711 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS CHAR CHA
d166b238970acc9f SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, NULLIF(GREAT
# first refresh of payouts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
04d1f08fe5b44d47 SELECT collation(max(payouts.vendor_id)) AS collation_1 FROM payouts WHERE 1 = 0
b174e2d3342be6aa SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS CHAR CHARACTER 
aed3e8376ed11503 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS CHAR CHARACTE
a88d0b2c8f7d7103 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(m
# first refresh of jobs
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1e252577e0dbe3cd SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
cdf482bf1f437eff SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
7c293f79162e532c SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
38d589fc873df1de SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
d9c6476b2961545c SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
# first refresh of alerts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a5fcb48099a622b4 SELECT CAST(alert_thresholds.alert AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb
54b56837171ef4d7 SELECT CAST(content_pages.slug AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bi
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
8c33f422922acb60 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, NULLIF(G
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
6b780569f74f0983 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# second refresh of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
5581572148c2e903 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
bef7d465de85e6cd SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST
# second refresh of orders
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a9f630b3a53de8bf SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
a9c6faa2a40c9a34 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
d49b668cd5d9858f SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
af53a0dadb64401c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
fa44f8c56ef12abc SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# second refresh of marketplace
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
efb8bb873b8a3a3a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
379e97d23d9fc27e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
f186331b132e0165 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
90bc3ac636711aa8 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# second refresh of carts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
60076cd2ab6319e2 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
62d5310739be88f3 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS CHAR CHARACTER 
# second refresh of payments
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
d236a9e20b182b47 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
c62f4c82f7756516 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS CHAR CHAR
141d91f8e8293c3d SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
aed8df7c6019a06f SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
06a9ce39395a08f5 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
# second refresh of shipments
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
3e0c1755bd29be0b SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS CHAR
cdf3fa299e6063a5 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
b19587e87c70c1a3 SELECT shipments.vendor_id, shipments.platform_id, ELT(INTERVAL(GREATEST(NULLIF(
# second refresh of refunds
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a96bd24eb0670d6a SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS CHAR CHARA
77d9c0861404b711 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS CHAR CHA
d166b238970acc9f SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, NULLIF(GREAT
# second refresh of payouts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
b174e2d3342be6aa SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS CHAR CHARACTER 
aed3e8376ed11503 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS CHAR CHARACTE
a88d0b2c8f7d7103 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(m
# second refresh of jobs
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1e252577e0dbe3cd SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
cdf482bf1f437eff SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
7c293f79162e532c SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
38d589fc873df1de SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
d9c6476b2961545c SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS CHAR CHARACTER SET ut
# second refresh of alerts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a5fcb48099a622b4 SELECT CAST(alert_thresholds.alert AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb
54b56837171ef4d7 SELECT CAST(content_pages.slug AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bi
# changes of catalog
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
7c3aec18b0430870 SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
d115e6e8a5157438 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
6b780569f74f0983 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# changes of inventory
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a2edbb0fdaac77ba SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
ed37cf4aeb5f09c7 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
bef7d465de85e6cd SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST
# changes of orders
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
0945bfa2987fc5f2 SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
a9c6faa2a40c9a34 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
baf014f81f81a2d9 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
b9b18bc5c8d8ebee SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
af53a0dadb64401c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
fa44f8c56ef12abc SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# changes of refunds
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
ebee973469ab4e78 SELECT refunds.id AS id, refunds.vendor_id AS vendor_id, CASE WHEN ((refunds.upd
d166b238970acc9f SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, NULLIF(GREAT
# changes of shipments
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
1e9d34fe2e5b999b SELECT shipments.id AS id, shipments.vendor_id AS vendor_id, CASE WHEN ((shipmen
cdf3fa299e6063a5 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
# changes of payouts
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
901d8187e3083178 SELECT payouts.id AS id, payouts.vendor_id AS vendor_id, CASE WHEN ((payouts.upd
a88d0b2c8f7d7103 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(m
# changes of marketplace
5f89feffdce90471 SELECT platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLATE 
b310d1ddf389736a SELECT vendors.id, CAST(vendors.code AS CHAR CHARACTER SET utf8mb4) COLLATE utf8
9cac896afd1f4f31 SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
6dec5b5e197b93fc SELECT platform_modules.platform_id, CAST(platform_modules.module AS CHAR CHARAC
a7967ff6cabfdaef SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
efb8bb873b8a3a3a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
379e97d23d9fc27e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
08254d4d9a475d09 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
90bc3ac636711aa8 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# tenancy of one vendor
2ca72357ff620dcb SELECT vendors.id FROM vendors LIMIT %(param_1)s
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
e5ba702d4c925cf4 SELECT collation(max(vendor_users.vendor_id)) AS collation_1 FROM vendor_users W
6dc43a019fb42306 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
b6b4f02ce6880997 SELECT collation(max(vendor_domains.vendor_id)) AS collation_1 FROM vendor_domai
f4c424ab7aedc3af SELECT collation(max(vendor_domains.platform_id)) AS collation_1 FROM vendor_dom
a079ae7b2bad3bd1 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
dd246155b497b3b0 SELECT collation(max(vendor_platforms.platform_id)) AS collation_1 FROM vendor_p
faabf64fb073f2b4 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
ac0b581871d20813 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
f014f56aee0de0bf SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# tenancy of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# customers of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
0d78825227f30c53 SELECT collation(max(customers.vendor_id)) AS collation_1 FROM customers WHERE 1
e75a9bcbe10547c5 SELECT collation(max(customers.platform_id)) AS collation_1 FROM customers WHERE
b35809193881a3c0 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
ac40bcc6da952b4b SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
caad32c93a841236 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# customers of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
e0c1803103590d57 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# cms of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
420de22ebd6b8d61 SELECT collation(max(content_pages.vendor_id)) AS collation_1 FROM content_pages
98e3bb2772aab1d1 SELECT collation(max(content_pages.platform_id)) AS collation_1 FROM content_pag
60825e248103d035 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
a129d8ee933b815c SELECT collation(max(media_files.vendor_id)) AS collation_1 FROM media_files WHE
f70c3df7985eb2a3 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# cms of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
97afdcfba4685aed SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
f7a0e767a0e94ea4 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
725cedb485ee2722 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS CHA
# cms of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
d9476093012eaaba SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# cms of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
c90022b959f353ea SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# catalog of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
b192a7cc3cc4912a SELECT collation(max(products.vendor_id)) AS collation_1 FROM products WHERE 1 =
563485d2b19b36da SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
20f87ef4311f07bc SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# catalog of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
ee18c5a4dd256f30 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
ed65314bb5ae0d40 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# catalog of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
2380c292a8b5504a SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= %(c
# catalog of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
b20b0c7e1c2ce1f3 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= %(c
9b73da9580632a4a SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
2142bc543590803f SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(
# inventory of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
43583d36fffa17bf SELECT collation(max(inventory.vendor_id)) AS collation_1 FROM inventory WHERE 1
068d272016851b1c SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
ef977c32138248a9 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST
# inventory of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
1070d9657ebab289 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
f39b1fc734a6e922 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST
# inventory of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# inventory of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# orders of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
79cdc8188b268420 SELECT collation(max(orders.vendor_id)) AS collation_1 FROM orders WHERE 1 = 0
6d2643a335df8492 SELECT collation(max(orders.platform_id)) AS collation_1 FROM orders WHERE 1 = 0
7ea1f534384a36a6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
20eba901f5020172 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
18f982c39e4bfa50 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
# orders of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
c6901aed711e695b SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS CHAR CHARACTE
8fc24139e7e6e43e SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
49c0a2593d14a938 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS CHAR CHARAC
a96d98c2272c03d5 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
253002ed1276962d SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, NULLIF(GREATES
# orders of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
e8fe1fb80e8f2e87 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
a8319253a80ed08c SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
8727e763d845ec88 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
# orders of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
510fbf4b9b670159 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
478893e610e174c5 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
58566cec523cbe16 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
# carts of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# carts of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
82af9b476501f1b3 SELECT collation(max(carts.platform_id)) AS collation_1 FROM carts WHERE 1 = 0
cfa5acb6dfaed6ce SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
813533b3595042c9 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS CHAR CHARACTER 
# carts of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# carts of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
40dd018fd0e25de6 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= %(creat
8e2f73a6cc170eba SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= %(creat
# payments of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# payments of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
54d0ac9d6e4cfa6e SELECT collation(max(payments.platform_id)) AS collation_1 FROM payments WHERE 1
b1730feee9d77017 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
e740b72bf1ea9859 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS CHAR CHAR
65a74653e2ba5b5e SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
ddf8039eb650fe91 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS CHAR CHARAC
# payments of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# payments of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
f3f3550ac80bdf45 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
90e77a52124ac796 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
353606f48104e2ef SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
# shipments of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
1f3a284a2a9b7497 SELECT collation(max(shipments.vendor_id)) AS collation_1 FROM shipments WHERE 1
e0d4158e306d242f SELECT collation(max(shipments.platform_id)) AS collation_1 FROM shipments WHERE
0b47870595c6e586 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS CHAR
05431f4a44d08788 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
2c3e8b9c58b2b895 SELECT shipments.vendor_id, shipments.platform_id, ELT(INTERVAL(GREATEST(NULLIF(
# shipments of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
7d4f6f5d791c14c0 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS CHAR
64d3a753d736e92c SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
f152379faab560c1 SELECT shipments.vendor_id, shipments.platform_id, ELT(INTERVAL(GREATEST(NULLIF(
# shipments of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
0eb8c3fc935b834b SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
ace6d18387fc8557 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
fa69a2e37b12d7f6 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# shipments of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
5d422ffb7fb44959 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
480eae6a55f20969 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
3da4d39ffa4281a5 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# refunds of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
fd473e8bb9aa5d51 SELECT collation(max(refunds.vendor_id)) AS collation_1 FROM refunds WHERE 1 = 0
421085d021431adf SELECT collation(max(refunds.platform_id)) AS collation_1 FROM refunds WHERE 1 =
e58ff41087f8d475 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS CHAR CHARA
3fc9fa14f1e9d2f0 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS CHAR CHA
75fc5f6cddf81eed SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, NULLIF(GREAT
# refunds of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
42d956ea1e94f388 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS CHAR CHARA
35aa97201d5546df SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS CHAR CHA
5eefaffbbd0850f2 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, NULLIF(GREAT
# refunds of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
851984fb59007cbb SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
edbfade5247dcbc6 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
96011f833ce99fbb SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# refunds of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
286dfc0ae045b910 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
312f4493e060b00b SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
584e21d21f69a821 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# payouts of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
04d1f08fe5b44d47 SELECT collation(max(payouts.vendor_id)) AS collation_1 FROM payouts WHERE 1 = 0
feffd2838378e46b SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS CHAR CHARACTER 
37d3495cc1285aaa SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS CHAR CHARACTE
b8dbbf8026d5cc9a SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(m
# payouts of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
32653ebb8027d963 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS CHAR CHARACTER 
cb6a705e81418ba7 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS CHAR CHARACTE
018011a5073ab85a SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, NULLIF(GREATEST(m
# payouts of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
86921244fac7707f SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
c6ce506ff096bd72 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
d1103a9eeab94e9c SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
# payouts of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
82ae8722f4673604 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
664b40123a30cd5e SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
6c7d1a26dad8840c SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
# marketplace of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
797cb4ab23b6a673 SELECT collation(max(marketplace_import_jobs.vendor_id)) AS collation_1 FROM mar
731e5d43584a2353 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
fd1e11f97bc440b3 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
f925372c0f2d46a2 SELECT collation(max(marketplace_products.vendor_id)) AS collation_1 FROM market
564e11c71e7b0986 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
ba4fcac36b8c557f SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
26f37dd9a1dce052 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b886c22e5466cc02 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
5b3ca50d0e8878b2 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# marketplace of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
722460e4fa44b1a1 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
900797d91cc4e8ea SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
dc182859139afec1 SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
# marketplace of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
f0a15937b32bd7c6 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
85ad21f9c511f2b3 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
65ea919682bcb212 SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
ec93264dc8e7a9fd SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# jobs of one vendor
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# jobs of one platform
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# jobs of one vendor in a period
5aec15ba4ddf696a SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
# jobs of one platform in a period
633d57d28252eef5 SELECT 0, platforms.id, CAST(platforms.code AS CHAR CHARACTER SET utf8mb4) COLLA
