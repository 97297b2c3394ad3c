"""What is exported for the shop in `nopcommerce`: worked out by hand from its rows, before the preset was run on it."""

NUMBERS = """
orion_platform_info{platform="Main",state="active"} 1
orion_platform_info{platform="Outlet",state="active"} 1
orion_vendor_info{vendor="shop",state="active"} 1
orion_vendor_info{vendor="anna",state="active"} 1
orion_vendor_info{vendor="bert",state="inactive"} 1
orion_vendor_info{vendor="vendor-3",state="inactive"} 1
orion_users{role="administrator",state="active"} 1
orion_users{role="vendor",state="active"} 1
orion_team_members{vendor="anna",state="active"} 1
orion_platform_customers{platform="Main",state="active"} 2
orion_platform_customers{platform="Main",state="inactive"} 1
orion_platform_customers{platform="Outlet",state="active"} 1
orion_platform_customers_with_orders{platform="Outlet"} 1
orion_platform_default_pages{platform="Main",state="published"} 1
orion_platform_default_pages{platform="Outlet",state="published"} 1
orion_platform_default_pages{platform="Outlet",state="draft"} 1
orion_media_files{media_type="image"} 3
orion_products{vendor="shop",state="active"} 1
orion_products{vendor="anna",state="active"} 1
orion_products{vendor="anna",state="inactive"} 1
orion_products{vendor="bert",state="active"} 1
orion_products_featured{vendor="shop"} 1
orion_products_without_price{vendor="anna"} 1
orion_platform_products{platform="Main",state="active"} 2
orion_platform_products{platform="Main",state="inactive"} 1
orion_platform_products{platform="Outlet",state="active"} 3
orion_platform_products{platform="Outlet",state="inactive"} 1
orion_stock_units{vendor="shop"} 8
orion_stock_units{vendor="anna"} 5
orion_stock_units{vendor="bert"} 3
orion_stock_reserved_units{vendor="anna"} 2
orion_stock_items{vendor="shop",level="ok"} 1
orion_stock_items{vendor="anna",level="low"} 1
orion_stock_items{vendor="anna",level="out"} 1
orion_stock_items{vendor="bert",level="low"} 1
orion_stock_items{vendor="bert",level="out"} 1
orion_platform_stock_items{platform="Main",level="ok"} 1
orion_platform_stock_items{platform="Main",level="low"} 1
orion_platform_stock_items{platform="Main",level="out"} 1
orion_platform_stock_items{platform="Outlet",level="ok"} 1
orion_platform_stock_items{platform="Outlet",level="low"} 2
orion_platform_stock_items{platform="Outlet",level="out"} 2
orion_platform_orders{platform="Main",status="pending"} 2
orion_platform_orders{platform="Main",status="processing"} 1
orion_platform_orders{platform="Main",status="delivered"} 1
orion_platform_orders{platform="Main",status="cancelled"} 1
orion_platform_orders{platform="Outlet",status="processing"} 1
orion_platform_orders{platform="Outlet",status="delivered"} 1
orion_orders{vendor="shop",platform="Main",status="pending"} 2
orion_orders{vendor="shop",platform="Main",status="delivered"} 1
orion_orders{vendor="anna",platform="Main",status="pending"} 1
orion_orders{vendor="anna",platform="Main",status="processing"} 1
orion_orders{vendor="anna",platform="Outlet",status="processing"} 1
orion_orders{vendor="anna",platform="Outlet",status="delivered"} 1
orion_orders{vendor="bert",platform="Outlet",status="processing"} 1
orion_orders{vendor="bert",platform="Main",status="cancelled"} 1
orion_platform_order_value{platform="Main",currency="USD"} 152
orion_platform_order_value{platform="Outlet",currency="USD"} 75
orion_platform_order_revenue{platform="Main",currency="USD"} 38
orion_platform_order_revenue{platform="Outlet",currency="USD"} 60
orion_order_value{vendor="shop",currency="USD"} 67
orion_order_value{vendor="anna",currency="USD"} 100
orion_order_value{vendor="bert",currency="USD"} 60
orion_order_revenue{vendor="shop",currency="USD"} 50
orion_order_revenue{vendor="anna",currency="USD"} 20
orion_order_revenue{vendor="bert",currency="USD"} 40
orion_platform_carts{platform="Main",state="open"} 1
orion_platform_carts{platform="Outlet",state="abandoned"} 1
orion_platform_cart_value{platform="Main",currency="USD",state="open"} 20
orion_platform_cart_value{platform="Outlet",currency="USD",state="abandoned"} 25
orion_platform_payments{platform="Main",method="Payments.Check",status="pending"} 1
orion_platform_payments{platform="Main",method="Payments.Check",status="cancelled"} 1
orion_platform_payments{platform="Main",method="Payments.Manual",status="paid"} 1
orion_platform_payments{platform="Main",method="Payments.Manual",status="authorized"} 1
orion_platform_payments{platform="Main",method="Payments.Manual",status="cancelled"} 1
orion_platform_payments{platform="Outlet",method="Payments.Manual",status="paid"} 2
orion_refunds{vendor="shop",platform="Main",status="requested"} 1
orion_refunds{vendor="shop",platform="Main",status="rejected"} 2
orion_refunds{vendor="anna",platform="Outlet",status="approved"} 1
orion_refunds{vendor="anna",platform="Outlet",status="paid"} 1
orion_refund_value{vendor="shop",currency="USD",status="requested"} 10
orion_refund_value{vendor="shop",currency="USD",status="rejected"} 20
orion_refund_value{vendor="anna",currency="USD",status="approved"} 5
orion_refund_value{vendor="anna",currency="USD",status="paid"} 10
orion_shipments{vendor="anna",platform="Outlet",status="shipped"} 2
orion_shipments{vendor="shop",platform="Main",status="delivered"} 1
orion_shipments{vendor="bert",platform="Outlet",status="ready"} 1
orion_shipments_overdue{vendor="bert",platform="Outlet"} 1
orion_shipments_dispatched{vendor="anna",within="1d"} 2
orion_shipments_dispatched{vendor="shop",within="2d"} 1
orion_jobs{queue="Send emails",status="scheduled"} 1
orion_jobs{queue="Send emails",status="completed"} 1
orion_jobs{queue="Keep alive",status="failed"} 1
orion_jobs{queue="Keep alive",status="completed"} 1
orion_jobs{queue="Update rates",status="running"} 1
orion_jobs{queue="emails",status="pending"} 2
orion_jobs{queue="emails",status="failed"} 1
orion_jobs{queue="emails",status="completed"} 1
orion_job_oldest_due_timestamp_seconds{queue="emails"} 1795694100
orion_job_last_success_timestamp_seconds{queue="emails"} 1795690860
orion_job_last_success_timestamp_seconds{queue="Send emails"} 1795694371
orion_job_last_success_timestamp_seconds{queue="Keep alive"} 1795600800
"""
