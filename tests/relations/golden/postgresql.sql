# first refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
236ec2f3ae2fb77a SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
0bf4ca96fa61e04f SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
f90751504db2a0a3 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
454282c3eb26370b SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
3f443f69dd66d8fc SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
2dcf1baf19b2180f SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# first refresh of customers
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
88ab8db2d80fa26f SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
0aa934d328f58d20 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
c54ee2499999a3b2 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
# first refresh of cms
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6bf21b5593d3fed0 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
2d5ea44bc6dee56d SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
ec54b41490e7e426 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
b0c23ea65f399b79 SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
dd2050bdfdc9aebc SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
# first refresh of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4d10ac23c57562a7 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
a4b5f8f846328ed1 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# first refresh of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
96cfa45155837e64 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
0228f3430b3167c5 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# first refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
ab3348343752b373 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
157e6d4e7be777fa SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
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
01963c2a3147d776 SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
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
4e92d8ee20d3b57c SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
c827890a3958f44e SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
# first refresh of refunds
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6c8fd78c893375dd SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
2510d9ddabc90c88 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
c27141bbed4f12cb SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
26b1abbb95310548 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
# first refresh of payouts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fe04a52b6e28b SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
c84ebfd20b8f4784 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
08535e60a282f0a4 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
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
3045219436067801 SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, CAST(content_pa
# second refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
7afbf75eff7bd504 SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
e0b97bdf2145b694 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
e4313e0a62ed6498 SELECT vendor_domains.vendor_id, vendor_domains.platform_id, count(*) AS count_1
# second refresh of customers
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
649dc63b076e9829 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, count(*)
c54ee2499999a3b2 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
# second refresh of cms
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
741fa75864400b7a SELECT content_pages.vendor_id, content_pages.platform_id, count(*) AS count_1, 
72c87a32051bec6b SELECT NULL AS anon_1, content_pages.platform_id, count(*) AS count_1, count(*) 
4cb2aeaa91ebb6ff SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
d4b2f20580ed2bd2 SELECT media_files.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILT
5d8a33ee7cda98a4 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# second refresh of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
38ae5f6a29938232 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# second refresh of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
28ae14e10a1ca4ae SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# second refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
654465844d308438 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
6f648985c9935c8e SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
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
01963c2a3147d776 SELECT NULL AS anon_1, carts.platform_id, count(*) AS count_1, count(*) FILTER (
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
006e7939cea257d0 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(*)
9173445417d59d2d SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
# second refresh of refunds
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6c8fd78c893375dd SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
2510d9ddabc90c88 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
070db6a841d0b7e0 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, count(*) FIL
d3ab244318ff5699 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
# second refresh of payouts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b2fe04a52b6e28b SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
c84ebfd20b8f4784 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
af951273e3d3443f SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER (
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
3045219436067801 SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, CAST(content_pa
# changes of catalog
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
9737d281de6e0a0f SELECT products.id AS id, products.vendor_id AS vendor_id, CASE WHEN ((products.
bb72c95ee1fbfe28 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER 
2ce5f26062faabf0 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# changes of inventory
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
0e632b5b4cfe90a3 SELECT inventory.id AS id, inventory.vendor_id AS vendor_id, CASE WHEN ((invento
d9cd2938b9b81587 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
b52e9b084d0cd503 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# changes of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
337dcc8f361ba15c SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
50fc828755443e9f SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
80d84a61165d0669 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
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
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4be7392d9343c2e3 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
fb25452d3ee0567e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
fd8b322c1027d1f1 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
d579df16e0d6bb78 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
eb729c10075cc1ee SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4be7392d9343c2e3 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
fb25452d3ee0567e SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# tenancy of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
fd8b322c1027d1f1 SELECT NULL AS anon_1, vendor_platforms.platform_id, CASE WHEN (vendors.is_activ
d579df16e0d6bb78 SELECT vendor_users.vendor_id, NULL AS anon_1, CASE WHEN (vendor_users.is_active
eb729c10075cc1ee SELECT vendor_domains.vendor_id, vendor_domains.platform_id, CASE WHEN (vendor_d
# customers of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
134250708fd77ecf SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
9fa30880f015bcc8 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
f6c1f7d1aa0ae699 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# customers of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
88149af6bdf608b8 SELECT customers.vendor_id, customers.platform_id, CASE WHEN (customers.is_activ
# cms of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
860fab63c6ebce28 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
2996e38bbf047bc3 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# cms of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
bf6d1a98a8d60228 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
c2fd3c7813997f49 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
4f5a9b1553249322 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# cms of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
860fab63c6ebce28 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
ae039d2e19540af4 SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# cms of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
bf6d1a98a8d60228 SELECT content_pages.vendor_id, content_pages.platform_id, CASE WHEN (content_pa
c2fd3c7813997f49 SELECT NULL AS anon_1, content_pages.platform_id, CASE WHEN (content_pages.is_pu
b756f07bf8b0c36e SELECT media_files.vendor_id, NULL AS anon_1, CAST(media_files.media_type AS bpc
# catalog of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
08a302d892dade8d SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
8ef0286108104dd6 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
98e2f67fc728f0af SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
73ab45ce9243b9f4 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# catalog of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
55b9b52a649956e6 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
# catalog of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6809508bdd732a61 SELECT products.vendor_id, NULL AS anon_1, CASE WHEN (products.is_active IS true
09be255c62642df5 SELECT products.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(CA
# inventory of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
27d7188534f52e23 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
3155c98246fea419 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
7024238fc5eace6a SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
6aad5811c1790fb8 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
27d7188534f52e23 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
3155c98246fea419 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# inventory of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
7024238fc5eace6a SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
6aad5811c1790fb8 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN max(C
# orders of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
b3810da499ef72e6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
fc14ff62fa653c7c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
d4d6d607ebd61bd6 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
# orders of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
5a9cbbab430de9b8 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
e3c4148c0e2a71ef SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
4e19f34ed680cd9a SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
71dfa7a8c3b9f5c0 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
66d18f01ca499aa1 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# orders of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
70b2fa3032dbb61a SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
3239cc1d76f3165b SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
6c195d243f7b566f SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
# orders of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
35de0a75db5e71d7 SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
e026d69aec71f9aa SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
b0018831a537f6cf SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
# carts of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# carts of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
5d12558f29aa9635 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
3575ebb34fde4cd9 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS bpchar) COLLATE
# carts of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# carts of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4b03c515b4c8bb80 SELECT NULL AS anon_1, carts.platform_id, CASE WHEN (coalesce(CASE WHEN (carts.u
d3e38e7beae4f5c7 SELECT NULL AS anon_1, carts.platform_id, CAST(carts.currency AS bpchar) COLLATE
# payments of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# payments of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
873a08445b497195 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
3b558e2b0d45e55c SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS bpchar) C
d037559d1856ee1b SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
e40c45c4d5541562 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
# payments of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# payments of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
d4cef1a2d381b38e SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
612caf5bb60c62ca SELECT NULL AS anon_1, payments.platform_id, CAST(payments.currency AS bpchar) C
98238a58fad330a8 SELECT NULL AS anon_1, payments.platform_id, CAST(payments.method AS bpchar) COL
# shipments of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
dadc24258afa7084 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
52cdd18c4548e61a SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
f825cc1350840f56 SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# shipments of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
0dfb8ec42b5afd9f SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
e5f4a1bc497c8254 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
0358f2e6adb41b6d SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# shipments of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
6385bebbf0959434 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
8cb7d01ab24893e1 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
1ced7ab74cfa93ed SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# shipments of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a7ecdeff8f3ecb44 SELECT shipments.vendor_id, shipments.platform_id, CAST(shipments.status AS bpch
2110a1060850a6b1 SELECT shipments.vendor_id, shipments.platform_id, count(*) AS count_1, count(CA
afab8ada98274d2f SELECT shipments.vendor_id, shipments.platform_id, (ARRAY['1d', '2d', '3d', '7d'
# refunds of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
de73f4c3b0bb7aac SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
20bc9da2c0e7044f SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
101c2ffb5f7503d1 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
679f9368563234c5 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
57d6415050bcd8c2 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
51195d678438ea0a SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da3db9d2ad6f2913 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
b82f2a497ddd0294 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
15f7a4aabd4d6c52 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# refunds of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
14603001d5774b5d SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.status AS bpchar) CO
55b6c45086745d84 SELECT refunds.vendor_id, refunds.platform_id, CAST(refunds.currency AS bpchar) 
e97db52a36798af8 SELECT refunds.vendor_id, refunds.platform_id, count(*) AS count_1, CASE WHEN mi
# payouts of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
9c754cf5a1a4eab2 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
6c922e703d017594 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
9fd0fa42e20dd98c SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a0610273a7890390 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
47318c523d509913 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
653d9a393cae406c SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
c8173359fee6a22c SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
71954f1a4eccc380 SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
d4bb9d1e6b657b18 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# payouts of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
be6d3a69316445ae SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.status AS bpchar) COLLATE
fd363657181ef4bf SELECT payouts.vendor_id, NULL AS anon_1, CAST(payouts.currency AS bpchar) COLLA
f7826b778126afc5 SELECT payouts.vendor_id, NULL AS anon_1, count(*) AS count_1, CASE WHEN min(CAS
# marketplace of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
49ae58b27e8bf5e6 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b365eb5214ba424c SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
36806a9366409e00 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
4307e2c8936e1d76 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
07d2ed55bcfa0763 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
6bbe45091c31b56e SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
3e65437e5af21594 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# marketplace of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e08fe61676c19afa SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
c2b45f799e66f598 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
afd7d046f5d3732c SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# marketplace of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
49e2696a1c6c012f SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b5cfae40462e38a3 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
bdc60345fca31072 SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
# jobs of one vendor
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# jobs of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# jobs of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
# jobs of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
