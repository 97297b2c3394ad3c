# first refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
236ec2f3ae2fb77a SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
f90751504db2a0a3 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
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
# first refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
ab3348343752b373 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
157e6d4e7be777fa SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
b3e856fd5c24668a SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
ccf600ad41ac35c9 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
08cf1bc94acedfaf SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# first refresh of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
7ae4143d6f4c32e7 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
90f0038b7c3f62fc SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
a9dcccccdda05784 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# first refresh of alerts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e025e0f6b8a60caa SELECT CAST(alert_thresholds.alert AS bpchar) COLLATE "C" AS anon_1, alert_thres
f1a92eb3cafc5e3d SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, CAST(content_pa
# second refresh of tenancy
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
da7d7ec4dc813602 SELECT NULL AS anon_1, NULL AS anon__1, CAST(users.role AS bpchar) COLLATE "C" A
236ec2f3ae2fb77a SELECT NULL AS anon_1, vendor_platforms.platform_id, count(*) AS count_1, count(
f90751504db2a0a3 SELECT vendor_users.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FIL
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
96cfa45155837e64 SELECT inventory.vendor_id, NULL AS anon_1, count(*) AS count_1, count(*) FILTER
# second refresh of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
c0bab3b17d76821b SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
0626c9483f233754 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
d19394d56b79f49d SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
81942f2dd3115d27 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
ccf600ad41ac35c9 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
08cf1bc94acedfaf SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# second refresh of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
90f0038b7c3f62fc SELECT marketplace_products.vendor_id, NULL AS anon_1, CAST(marketplace_products
b064126ebb085e04 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
1f0945e5ef40fd5b SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
a9dcccccdda05784 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
# second refresh of alerts
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
e025e0f6b8a60caa SELECT CAST(alert_thresholds.alert AS bpchar) COLLATE "C" AS anon_1, alert_thres
f1a92eb3cafc5e3d SELECT CAST(content_pages.slug AS bpchar) COLLATE "C" AS anon_1, CAST(content_pa
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
# changes of orders
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
337dcc8f361ba15c SELECT orders.id AS id, orders.vendor_id AS vendor_id, CASE WHEN ((orders.update
ada23188a5e1811c SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
b7f16a4954d62e29 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
51bc3ab63cb8184f SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, count(*) FILTE
1a34d15c59404bea SELECT orders.vendor_id, orders.platform_id, CAST(orders.status AS bpchar) COLLA
114e27fb6e382d06 SELECT orders.vendor_id, orders.platform_id, CAST(orders.currency AS bpchar) COL
ccf600ad41ac35c9 SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
08cf1bc94acedfaf SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN min(
# changes of marketplace
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
8f0c461a86d74272 SELECT marketplace_products.id AS id, marketplace_products.vendor_id AS vendor_i
a806be786675b839 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
b064126ebb085e04 SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, count(*) AS count_1, c
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
b520291503c0bf16 SELECT customers.vendor_id, customers.platform_id, count(*) AS count_1, CASE WHE
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
# inventory of one platform
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
7024238fc5eace6a SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one vendor in a period
ebdde8f0d45260fe SELECT vendors.id FROM vendors LIMIT %(param_1)s::INTEGER
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
47ec09aff75beab9 SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
3933a58bcfb039bb SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
27d7188534f52e23 SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
# inventory of one platform in a period
10fcd27c6e2c871c SELECT platforms.id, CAST(platforms.code AS bpchar) COLLATE "C" AS anon_1, CAST(
0dcb0669d186f8ca SELECT vendors.id, CAST(vendors.code AS bpchar) COLLATE "C" AS anon_1, CAST(vend
59a21c1009b56fca SELECT vendor_platforms.vendor_id, vendor_platforms.platform_id, vendor_platform
d89ebb873eedb4f1 SELECT platform_modules.platform_id, CAST(platform_modules.module AS bpchar) COL
7024238fc5eace6a SELECT inventory.vendor_id, NULL AS anon_1, CASE WHEN (inventory.quantity <= inv
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
a6ccbf2ee99137da SELECT orders.vendor_id, orders.platform_id, count(*) AS count_1, CASE WHEN max(
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
69b1cabbdca19f0a SELECT marketplace_import_jobs.vendor_id, NULL AS anon_1, CAST(marketplace_impor
