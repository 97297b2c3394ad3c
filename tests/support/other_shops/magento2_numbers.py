"""What is exported for the shop in `magento2`: worked out by hand from its rows, before the preset was run on it."""

NUMBERS = """
orion_platform_info{platform="base",state="active"} 1
orion_platform_info{platform="b2b",state="active"} 1
orion_platform_info{platform="old",state="inactive"} 1
orion_users{role="Administrators",state="active"} 1
orion_users{role="Sales",state="inactive"} 1
orion_platform_customers{platform="base",state="active"} 3
orion_platform_customers{platform="base",state="inactive"} 1
orion_platform_customers{platform="b2b",state="active"} 1
orion_platform_customers_with_orders{platform="base"} 1
orion_platform_customers_with_orders{platform="b2b"} 1
orion_platform_default_pages{platform="base",state="published"} 1
orion_platform_default_pages{platform="base",state="draft"} 1
orion_platform_default_pages{platform="b2b",state="published"} 1
orion_platform_default_pages{platform="old",state="published"} 1
orion_media_files{media_type="image"} 2
orion_media_files{media_type="external-video"} 1
orion_platform_products{platform="base",state="active"} 5
orion_platform_products{platform="base",state="inactive"} 1
orion_platform_products{platform="b2b",state="active"} 2
orion_platform_products_without_price{platform="b2b"} 1
orion_platform_orders{platform="base",status="pending"} 4
orion_platform_orders{platform="base",status="processing"} 3
orion_platform_orders{platform="base",status="cancelled"} 1
orion_platform_orders{platform="b2b",status="shipped"} 1
orion_platform_orders{platform="b2b",status="refunded"} 1
orion_platform_order_value{platform="base",currency="USD"} 545
orion_platform_order_value{platform="b2b",currency="EUR"} 480
orion_platform_order_revenue{platform="base",currency="USD"} 215
orion_platform_order_revenue{platform="b2b",currency="EUR"} 405
orion_platform_carts{platform="base",state="open"} 1
orion_platform_carts{platform="b2b",state="abandoned"} 1
orion_platform_cart_value{platform="base",currency="USD",state="open"} 40
orion_platform_cart_value{platform="b2b",currency="EUR",state="abandoned"} 25
orion_platform_payments{platform="base",method="checkmo",status="pending"} 2
orion_platform_payments{platform="base",method="braintree",status="pending"} 1
orion_platform_payments{platform="base",method="braintree",status="authorized"} 1
orion_platform_payments{platform="base",method="braintree",status="paid"} 1
orion_platform_payments{platform="base",method="checkmo",status="paid"} 1
orion_platform_payments{platform="base",method="checkmo",status="part_paid"} 1
orion_platform_payments{platform="base",method="checkmo",status="cancelled"} 1
orion_platform_payments{platform="b2b",method="checkmo",status="paid"} 1
orion_platform_payments{platform="b2b",method="braintree",status="paid"} 1
orion_platform_refunds{platform="base",status="approved"} 1
orion_platform_refunds{platform="base",status="rejected"} 1
orion_platform_refunds{platform="b2b",status="paid"} 1
orion_platform_refund_value{platform="b2b",currency="EUR",status="paid"} 75
orion_platform_refund_value{platform="base",currency="USD",status="approved"} 20
orion_platform_refund_value{platform="base",currency="USD",status="rejected"} 5
orion_platform_shipments{platform="base",status="ready"} 1
orion_platform_shipments{platform="base",status="shipped"} 2
orion_platform_shipments{platform="b2b",status="shipped"} 1
orion_platform_shipments_overdue{platform="base"} 1
orion_platform_shipments_dispatched{platform="base",within="1d"} 2
orion_platform_shipments_dispatched{platform="b2b",within="3d"} 1
orion_jobs{queue="reindex",status="completed"} 1
orion_jobs{queue="reindex",status="pending"} 2
orion_jobs{queue="reindex",status="running"} 1
orion_jobs{queue="mails",status="failed"} 2
"""

OF_THE_SHOP = """
orion_vendor_info{vendor="shop",state="active"} 1
orion_orders{vendor="shop",platform="base",status="pending"} 4
orion_orders{vendor="shop",platform="base",status="processing"} 3
orion_orders{vendor="shop",platform="base",status="cancelled"} 1
orion_orders{vendor="shop",platform="b2b",status="shipped"} 1
orion_orders{vendor="shop",platform="b2b",status="refunded"} 1
orion_products{vendor="shop",state="active"} 6
orion_products{vendor="shop",state="inactive"} 1
"""

LEGACY_STOCK = """
orion_stock_units{vendor="shop"} 12
orion_stock_items{vendor="shop",level="ok"} 2
orion_stock_items{vendor="shop",level="low"} 1
orion_stock_items{vendor="shop",level="out"} 1
orion_platform_stock_units{platform="base"} 13
orion_platform_stock_units{platform="b2b"} 7
orion_platform_stock_items{platform="base",level="ok"} 2
orion_platform_stock_items{platform="base",level="low"} 1
orion_platform_stock_items{platform="b2b",level="ok"} 1
orion_platform_stock_items{platform="b2b",level="out"} 1
"""

STOCK_IN_SOURCES = """
orion_platform_stock_units{platform="base"} 13
orion_platform_stock_units{platform="b2b"} 14
orion_platform_stock_reserved_units{platform="base"} 6
orion_platform_stock_reserved_units{platform="b2b"} 3
orion_platform_stock_items{platform="base",level="low"} 3
orion_platform_stock_items{platform="b2b",level="ok"} 1
orion_platform_stock_items{platform="b2b",level="out"} 1
orion_platform_stock_oversold_items{platform="b2b"} 1
"""

OF_VENDORS = """
orion_vendor_info{vendor="shop",state="active"} 1
orion_vendor_info{vendor="anna",state="active"} 1
orion_vendor_info{vendor="bert",state="inactive"} 1
orion_products{vendor="shop",state="active"} 3
orion_products{vendor="anna",state="active"} 1
orion_products{vendor="bert",state="active"} 2
orion_products{vendor="bert",state="inactive"} 1
orion_orders{vendor="shop",platform="base",status="pending"} 4
orion_orders{vendor="shop",platform="base",status="processing"} 2
orion_orders{vendor="shop",platform="base",status="cancelled"} 1
orion_orders{vendor="anna",platform="base",status="shipped"} 1
orion_orders{vendor="anna",platform="b2b",status="shipped"} 1
orion_orders{vendor="bert",platform="base",status="shipped"} 1
orion_orders{vendor="bert",platform="b2b",status="refunded"} 1
orion_order_value{vendor="shop",currency="USD"} 415
orion_order_value{vendor="anna",currency="USD"} 60
orion_order_value{vendor="anna",currency="EUR"} 400
orion_order_value{vendor="bert",currency="USD"} 70
orion_order_value{vendor="bert",currency="EUR"} 80
orion_payouts{vendor="anna",status="due"} 1
orion_payouts{vendor="anna",status="paid"} 1
orion_payout_value{vendor="anna",currency="USD",status="due"} 54
orion_payout_value{vendor="anna",currency="EUR",status="paid"} 360
"""

IN_THE_CURRENCY_OF_ORDERS = """
orion_platform_order_value{platform="base",currency="USD"} 245
orion_platform_order_value{platform="base",currency="EUR"} 270
orion_platform_order_value{platform="b2b",currency="EUR"} 480
orion_platform_cart_value{platform="base",currency="EUR",state="open"} 36
orion_platform_cart_value{platform="b2b",currency="EUR",state="abandoned"} 25
orion_platform_refund_value{platform="b2b",currency="EUR",status="paid"} 75
orion_platform_refund_value{platform="base",currency="EUR",status="approved"} 18
orion_platform_refund_value{platform="base",currency="EUR",status="rejected"} 4.5
"""
