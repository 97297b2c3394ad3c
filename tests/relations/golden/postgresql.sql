# first refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
236ec2f3ae2fb77a SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
0bf4ca96fa61e04f SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
7166091459ce69ad SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
454282c3eb26370b SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
403cb278b71e4fe7 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
2dcf1baf19b2180f SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# first refresh of customers
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
02aa40ab9606bc71 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
0aa934d328f58d20 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
c54ee2499999a3b2 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
# first refresh of cms
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6bf21b5593d3fed0 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
986fffc2a40032c9 SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
ec54b41490e7e426 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
dc4bd2dc8dd993c3 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
dd2050bdfdc9aebc SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
# first refresh of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
fa0da43e64dacc39 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
a4b5f8f846328ed1 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# first refresh of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a2bd9f1e28c07c91 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
0228f3430b3167c5 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# first refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
ab3348343752b373 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
8ca2191aad030f89 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
b3e856fd5c24668a SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
fa5ac7b7ae621e13 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
ef72b8e06a964367 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# first refresh of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
7ae4143d6f4c32e7 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
90f0038b7c3f62fc SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
a9dcccccdda05784 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# first refresh of carts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
846b74c022ed3127 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS bpchar) COLLATE
ccb523a14bac249a SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
# first refresh of payments
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
5c7441d7cae15317 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
3242c791eb9c4443 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS bpchar) C
e4f694e87d7bba85 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
6384ca219935d5fa SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
4a42bed27d8e3c33 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
# first refresh of shipments
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fd81da94d5f26 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
4cc9f5b5d0f0e472 SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
c0c344c78b73e99e SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
c827890a3958f44e SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
# first refresh of refunds
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6c8fd78c893375dd SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
2510d9ddabc90c88 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
b1cf85e169b137ac SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
26b1abbb95310548 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
# first refresh of payouts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fe04a52b6e28b SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
c84ebfd20b8f4784 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
b5adfd65cb1219de SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
04d558e1ce9e0044 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
# first refresh of jobs
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
dd63c5e1af283520 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
4c298310543f7fcc SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
eecad5cc6275baae SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
f1096047ce3a5209 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
443c01aedad0c482 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
# first refresh of alerts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e025e0f6b8a60caa SELECT CAST(alert_thresholds.alert AS bpchar) COLLATE "C" AS anon_1, alert_thres
542286804ee15cfc SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, substr(content_
# second refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
7afbf75eff7bd504 SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
3fc8afeb06399826 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
804c155d7895b820 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
# second refresh of customers
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e63bdee61e93955e SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
c54ee2499999a3b2 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
# second refresh of cms
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
5a28e5e59a732131 SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
b3ec0fc593b86b73 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
bf847bbe0918331c SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
3731b97959eaa8fb SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
5d8a33ee7cda98a4 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# second refresh of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
f03a8fdb7b37d06d SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# second refresh of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
d46a84af5ad5a616 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# second refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
c687bc490abcf54a SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
0daa0bc97290e47c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
d19394d56b79f49d SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
81942f2dd3115d27 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
fa5ac7b7ae621e13 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
ef72b8e06a964367 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# second refresh of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
90f0038b7c3f62fc SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
7081dd48cedb541c SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
1f0945e5ef40fd5b SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
a9dcccccdda05784 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# second refresh of carts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
846b74c022ed3127 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS bpchar) COLLATE
ccb523a14bac249a SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
# second refresh of payments
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
5c7441d7cae15317 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
3242c791eb9c4443 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS bpchar) C
c96004468ffa92b2 SELECT NULL AS anon_1, payments.platform_id, count(*) AS count_1, count(*) FILTE
6384ca219935d5fa SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
4a42bed27d8e3c33 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
# second refresh of shipments
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fd81da94d5f26 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
4cc9f5b5d0f0e472 SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
2c49df2a1657613d SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
9173445417d59d2d SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
# second refresh of refunds
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6c8fd78c893375dd SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
2510d9ddabc90c88 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
43df1398e0b3727e SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
d3ab244318ff5699 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
# second refresh of payouts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fe04a52b6e28b SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
c84ebfd20b8f4784 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
c98f9f8a2e4aebaf SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
d53f20a17d5dbe4d SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
# second refresh of jobs
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
dd63c5e1af283520 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
4c298310543f7fcc SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
eecad5cc6275baae SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
f1096047ce3a5209 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
443c01aedad0c482 SELECT NULL AS anon_1, NULL AS anon__1, CAST(jobs.queue AS bpchar) COLLATE "C" A
# second refresh of alerts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e025e0f6b8a60caa SELECT CAST(alert_thresholds.alert AS bpchar) COLLATE "C" AS anon_1, alert_thres
542286804ee15cfc SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, substr(content_
# changes of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
9737d281de6e0a0f SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
962df972b224943e SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# changes of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
0e632b5b4cfe90a3 SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
b84ba3486f701a69 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# changes of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
337dcc8f361ba15c SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
97ea46abef0e4dc7 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
94b8b883e2f09fb9 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
1a34d15c59404bea SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
114e27fb6e382d06 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
fa5ac7b7ae621e13 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
ef72b8e06a964367 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# changes of refunds
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
9c463badb6d730a0 SELECT refunds.id AS id, refunds.vendor_id AS vendor_id, CASE WHEN ((refunds.upd
2510d9ddabc90c88 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# changes of shipments
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
bf2d84873095f925 SELECT shipments.id AS id, shipments.vendor_id AS vendor_id, CASE WHEN ((shipmen
4b2fd81da94d5f26 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
# changes of payouts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
0ebd730e7a0b2537 SELECT payouts.id AS id, payouts.vendor_id AS vendor_id, CASE WHEN ((payouts.upd
c84ebfd20b8f4784 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# changes of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
8f0c461a86d74272 SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
7081dd48cedb541c SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
1f0945e5ef40fd5b SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
9c4b6fcb356a5287 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
a9dcccccdda05784 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# tenancy of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
4be7392d9343c2e3 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
fb25452d3ee0567e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform
fd8b322c1027d1f1 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
d579df16e0d6bb78 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
eb729c10075cc1ee SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one vendor in a period
# tenancy of one platform in a period
# customers of one vendor
134250708fd77ecf SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform
9fa30880f015bcc8 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one vendor in a period
0bbb34bfca7f0c1f SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# customers of one platform in a period
e1846532f720c957 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.created_
# cms of one vendor
860fab63c6ebce28 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
2996e38bbf047bc3 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# cms of one platform
bf6d1a98a8d60228 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
c2fd3c7813997f49 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
4f5a9b1553249322 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# cms of one vendor in a period
18f515581be56fb9 SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# cms of one platform in a period
1b3416ee456b5b7d SELECT media_files.vendor_id, NULL AS anon_1, CASE WHEN (media_files.created_at 
# catalog of one vendor
08a302d892dade8d SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
8ef0286108104dd6 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one platform
98e2f67fc728f0af SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
73ab45ce9243b9f4 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one vendor in a period
753913b01ed737c0 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= %(c
# catalog of one platform in a period
bed7cd3995d51a07 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.created_at >= %(c
09be255c62642df5 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# inventory of one vendor
27d7188534f52e23 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
3155c98246fea419 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one platform
7024238fc5eace6a SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
6aad5811c1790fb8 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one vendor in a period
# inventory of one platform in a period
# orders of one vendor
b3810da499ef72e6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
fc14ff62fa653c7c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
d4d6d607ebd61bd6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
# orders of one platform
5a9cbbab430de9b8 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
e3c4148c0e2a71ef SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
4e19f34ed680cd9a SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
71dfa7a8c3b9f5c0 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
66d18f01ca499aa1 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# orders of one vendor in a period
5278d69b35f3331e SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
f91f41c7a0b4f560 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
5ed49aa77e48adc8 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
# orders of one platform in a period
5bab45641ab966d0 SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
127500fed4316aed SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
638ab41657e81b9e SELECT orders.vendor_id, orders.platform_id, CASE WHEN (orders.created_at >= %(c
# carts of one vendor
# carts of one platform
5d12558f29aa9635 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
3575ebb34fde4cd9 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS bpchar) COLLATE
# carts of one vendor in a period
# carts of one platform in a period
8fcafbac72ca032c SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= %(creat
99690cf0290d6907 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (carts.created_at >= %(creat
# payments of one vendor
# payments of one platform
873a08445b497195 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
3b558e2b0d45e55c SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS bpchar) C
d037559d1856ee1b SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
e40c45c4d5541562 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
# payments of one vendor in a period
# payments of one platform in a period
8a288169aa8d115f SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
b2345cd1463db33a SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
c27045f40153caa9 SELECT NULL AS anon_1, payments.platform_id, CASE WHEN (payments.created_at >= %
# shipments of one vendor
dadc24258afa7084 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
52cdd18c4548e61a SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
f825cc1350840f56 SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# shipments of one platform
0dfb8ec42b5afd9f SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
e5f4a1bc497c8254 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
0358f2e6adb41b6d SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# shipments of one vendor in a period
6600fb6de26da150 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
f0032ce76ac4e121 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
112c5bc7ca66c8d4 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# shipments of one platform in a period
9b313c5c3430f0ad SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
cd00d55e46fea42f SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
f515bab8d5b3ae92 SELECT shipments.vendor_id, shipments.platform_id, CASE WHEN (shipments.ready_at
# refunds of one vendor
de73f4c3b0bb7aac SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
20bc9da2c0e7044f SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
101c2ffb5f7503d1 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one platform
679f9368563234c5 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
57d6415050bcd8c2 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
51195d678438ea0a SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one vendor in a period
2e0621de9b288429 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
b87fcb0aa5057599 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
7ba855d794b4c576 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# refunds of one platform in a period
09afe2377a083121 SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
e798a0eff33c44bf SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
a37d8ae9dfbcb4cc SELECT refunds.vendor_id, refunds.platform_id, CASE WHEN (refunds.created_at >= 
# payouts of one vendor
9c754cf5a1a4eab2 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
6c922e703d017594 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
9fd0fa42e20dd98c SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one platform
a0610273a7890390 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
47318c523d509913 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
653d9a393cae406c SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one vendor in a period
baf8b4202dbfcf06 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
eae2067b1e7d78f9 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
4b6a709e3c97f453 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
# payouts of one platform in a period
685774735298d2dd SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
194f8fde7afe8abc SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
165a26a4084a65b6 SELECT payouts.vendor_id, NULL AS anon_1, CASE WHEN (payouts.due_at >= %(due_at_
# marketplace of one vendor
49ae58b27e8bf5e6 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b365eb5214ba424c SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
36806a9366409e00 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform
4307e2c8936e1d76 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
07d2ed55bcfa0763 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
6bbe45091c31b56e SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
3e65437e5af21594 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# marketplace of one vendor in a period
6f4114af9fb9d8bb SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
24cbe9df93cc45a4 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
cec526ac9ba3846e SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
# marketplace of one platform in a period
305dda3f9864523e SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
0a7aae9680616378 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CASE WHEN (marketplace
f2a7816362bd83ee SELECT marketplace_products.vendor_id, NULL AS anon_1, CASE WHEN (marketplace_pr
69b1cabbdca19f0a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# jobs of one vendor
# jobs of one platform
# jobs of one vendor in a period
# jobs of one platform in a period
