-- The shop made by hand has no secondary indexes; these are nopCommerce's, as far as they are about columns it has.
CREATE INDEX ON "Order" ("CustomerId");
CREATE INDEX ON "Order" ("CreatedOnUtc");
CREATE INDEX ON "OrderItem" ("OrderId");
CREATE INDEX ON "OrderItem" ("ProductId");
CREATE INDEX ON "Shipment" ("OrderId");
CREATE INDEX ON "ShipmentItem" ("ShipmentId");
CREATE INDEX ON "ProductWarehouseInventory" ("ProductId");
CREATE INDEX ON "ProductAttributeCombination" ("ProductId");
CREATE INDEX ON "StoreMapping" ("EntityId", "EntityName");
CREATE INDEX ON "UrlRecord" ("EntityId", "EntityName", "LanguageId", "IsActive");
CREATE INDEX ON "Customer" ("CreatedOnUtc");
CREATE INDEX ON "Customer_CustomerRole_Mapping" ("CustomerRole_Id");
CREATE INDEX ON "ShoppingCartItem" ("ShoppingCartTypeId", "CustomerId");
CREATE INDEX ON "QueuedEmail" ("CreatedOnUtc");

INSERT INTO "Vendor" ("Id", "Name", "Active", "Deleted")
SELECT 1000 + n, 'vendor ' || n, TRUE, FALSE FROM generate_series(1, 200) n;

INSERT INTO "Customer" ("Id", "VendorId", "Active", "Deleted", "IsSystemAccount", "RegisteredInStoreId", "CreatedOnUtc")
SELECT 100000 + n, 0, TRUE, FALSE, FALSE, 1, timestamp '2025-01-02' + n * interval '1 minute'
FROM generate_series(1, {{orders / 3}}) n;

INSERT INTO "Customer_CustomerRole_Mapping" ("Customer_Id", "CustomerRole_Id")
SELECT c."Id", r."Id" FROM "Customer" c JOIN "CustomerRole" r ON r."SystemName" = 'Registered' WHERE c."Id" > 100000;

INSERT INTO "Product" ("Id", "VendorId", "Published", "Deleted", "ShowOnHomepage", "LimitedToStores", "IsShipEnabled",
  "CallForPrice", "Price", "ManageInventoryMethodId", "UseMultipleWarehouses", "StockQuantity",
  "NotifyAdminForQuantityBelow", "CreatedOnUtc", "UpdatedOnUtc")
SELECT 100000 + n, 1001 + n % 200, TRUE, FALSE, FALSE, FALSE, n % 20 <> 7, FALSE, 10, n % 3, FALSE, n % 40, 5,
  '2025-01-02', '2026-01-02'
FROM generate_series(1, {{orders / 5}}) n;

INSERT INTO "ProductAttributeCombination" ("Id", "ProductId", "StockQuantity", "NotifyAdminForQuantityBelow")
SELECT 100000 + n, 100001 + n % {{orders / 5}}, n % 40, 5 FROM generate_series(1, {{orders / 5}}) n;

INSERT INTO "Order" ("Id", "StoreId", "CustomerId", "OrderStatusId", "PaymentStatusId", "ShippingStatusId",
  "PaymentMethodSystemName", "CustomerCurrencyCode", "OrderTotal", "RefundedAmount", "PaidDateUtc", "CreatedOnUtc",
  "Deleted")
SELECT 100000 + n, 1, 100001 + n * 7919::bigint % {{orders / 3}},
  CASE WHEN n > {{orders}} * 0.99 THEN 20 WHEN n % 10 = 0 THEN 40 ELSE 30 END, CASE WHEN n % 10 = 0 THEN 10 ELSE 30 END,
  CASE WHEN n > {{orders}} * 0.99 OR n % 10 = 0 THEN 20 ELSE 40 END,
  (ARRAY['Payments.PayPal', 'Payments.Manual'])[1 + n % 2], 'USD', 50 + n % 100, CASE n % 50 WHEN 1 THEN 20 ELSE 0 END,
  CASE WHEN n % 10 > 0
    THEN timestamp '2026-11-26 10:30' - ({{orders}} - n) * interval '60000000 seconds' / {{orders}} END,
  timestamp '2026-11-26 10:00' - ({{orders}} - n) * interval '60000000 seconds' / {{orders}}, FALSE
FROM generate_series(1, {{orders}}) n;

INSERT INTO "OrderItem" ("Id", "OrderId", "ProductId", "Quantity", "UnitPriceInclTax", "PriceInclTax")
SELECT 100000 + n, 100001 + (n - 1) / 2, 100001 + n * 31 % {{orders / 5}}, 1, 25, 25
FROM generate_series(1, {{orders * 2}}) n;

INSERT INTO "Shipment" ("Id", "OrderId", "ShippedDateUtc", "DeliveryDateUtc")
SELECT "Id", "Id", "CreatedOnUtc" + "Id" % 90 * interval '1 hour', "CreatedOnUtc" + interval '5 days'
FROM "Order" WHERE "Id" > 100000 AND "OrderStatusId" = 30;

INSERT INTO "ShipmentItem" ("Id", "ShipmentId", "OrderItemId", "Quantity")
SELECT i."Id", s."Id", i."Id", 1
FROM "OrderItem" i JOIN "Shipment" s ON s."OrderId" = i."OrderId" WHERE i."Id" > 100000;

INSERT INTO "ReturnRequest" ("Id", "StoreId", "OrderItemId", "Quantity", "ReturnRequestStatusId", "CreatedOnUtc",
  "UpdatedOnUtc")
SELECT 100000 + n, 1, 100000 + n * 40, 1, n % 4 * 10, timestamp '2026-11-26 10:00' - n * interval '1 hour',
  timestamp '2026-11-26 10:00' - n * interval '1 hour'
FROM generate_series(1, {{orders / 25}}) n;

INSERT INTO "ShoppingCartItem" ("Id", "StoreId", "ShoppingCartTypeId", "CustomerId", "ProductId", "Quantity",
  "CreatedOnUtc", "UpdatedOnUtc")
SELECT 100000 + n, 1, 1, 100001 + n % {{orders / 3}}, 100001 + n % {{orders / 5}}, 1,
  timestamp '2026-11-26 10:00' - n * interval '1 minute', timestamp '2026-11-26 10:30' - n * interval '1 minute'
FROM generate_series(1, {{orders}}) n;

INSERT INTO "QueuedEmail" ("Id", "SentTries", "CreatedOnUtc", "SentOnUtc")
SELECT 100000 + n, 1, timestamp '2026-11-26 10:00' - n * interval '1 minute', CASE WHEN n > 100
  THEN timestamp '2026-11-26 10:05' - n * interval '1 minute' END
FROM generate_series(1, {{orders}}) n;
