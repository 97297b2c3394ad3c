"""The tables of nopCommerce 4.60 on PostgreSQL: the columns that the preset reads, with their types."""

TABLES = """
CREATE TABLE "Store" ("Id" integer PRIMARY KEY, "Name" citext NOT NULL);
CREATE TABLE "StoreMapping" ("Id" integer PRIMARY KEY, "EntityId" integer NOT NULL, "EntityName" citext NOT NULL,
  "StoreId" integer NOT NULL);
CREATE TABLE "Currency" ("Id" integer PRIMARY KEY, "CurrencyCode" citext NOT NULL);
CREATE TABLE "Setting" ("Id" integer PRIMARY KEY, "Name" citext NOT NULL, "Value" citext NOT NULL,
  "StoreId" integer NOT NULL);
CREATE TABLE "Vendor" ("Id" integer PRIMARY KEY, "Name" citext NOT NULL, "Active" boolean NOT NULL,
  "Deleted" boolean NOT NULL);
CREATE TABLE "UrlRecord" ("Id" integer PRIMARY KEY, "EntityId" integer NOT NULL, "EntityName" citext NOT NULL,
  "Slug" citext NOT NULL, "IsActive" boolean NOT NULL, "LanguageId" integer NOT NULL);
CREATE TABLE "Customer" ("Id" integer PRIMARY KEY, "VendorId" integer NOT NULL, "Active" boolean NOT NULL,
  "Deleted" boolean NOT NULL, "IsSystemAccount" boolean NOT NULL, "RegisteredInStoreId" integer NOT NULL,
  "CreatedOnUtc" timestamp NOT NULL);
CREATE TABLE "CustomerRole" ("Id" integer PRIMARY KEY, "SystemName" citext);
CREATE TABLE "Customer_CustomerRole_Mapping" ("Customer_Id" integer NOT NULL, "CustomerRole_Id" integer NOT NULL,
  PRIMARY KEY ("Customer_Id", "CustomerRole_Id"));
CREATE TABLE "Topic" ("Id" integer PRIMARY KEY, "SystemName" citext, "Title" citext, "Body" citext,
  "Published" boolean NOT NULL, "LimitedToStores" boolean NOT NULL);
CREATE TABLE "Picture" ("Id" integer PRIMARY KEY, "MimeType" citext NOT NULL);
CREATE TABLE "Product" ("Id" integer PRIMARY KEY, "VendorId" integer NOT NULL, "Published" boolean NOT NULL,
  "Deleted" boolean NOT NULL, "ShowOnHomepage" boolean NOT NULL, "LimitedToStores" boolean NOT NULL,
  "IsShipEnabled" boolean NOT NULL, "CallForPrice" boolean NOT NULL, "Price" numeric(18,4) NOT NULL,
  "ManageInventoryMethodId" integer NOT NULL, "UseMultipleWarehouses" boolean NOT NULL,
  "StockQuantity" integer NOT NULL, "NotifyAdminForQuantityBelow" integer NOT NULL,
  "CreatedOnUtc" timestamp NOT NULL, "UpdatedOnUtc" timestamp NOT NULL);
CREATE TABLE "ProductWarehouseInventory" ("Id" integer PRIMARY KEY, "ProductId" integer NOT NULL,
  "WarehouseId" integer NOT NULL, "StockQuantity" integer NOT NULL, "ReservedQuantity" integer NOT NULL);
CREATE TABLE "ProductAttributeCombination" ("Id" integer PRIMARY KEY, "ProductId" integer NOT NULL,
  "StockQuantity" integer NOT NULL, "NotifyAdminForQuantityBelow" integer NOT NULL);
CREATE TABLE "Order" ("Id" integer PRIMARY KEY, "StoreId" integer NOT NULL, "CustomerId" integer NOT NULL,
  "OrderStatusId" integer NOT NULL, "PaymentStatusId" integer NOT NULL, "ShippingStatusId" integer NOT NULL,
  "PaymentMethodSystemName" citext, "CustomerCurrencyCode" citext, "OrderTotal" numeric(18,4) NOT NULL,
  "RefundedAmount" numeric(18,4) NOT NULL, "PaidDateUtc" timestamp, "CreatedOnUtc" timestamp NOT NULL,
  "Deleted" boolean NOT NULL);
CREATE TABLE "OrderItem" ("Id" integer PRIMARY KEY, "OrderId" integer NOT NULL, "ProductId" integer NOT NULL,
  "Quantity" integer NOT NULL, "UnitPriceInclTax" numeric(18,4) NOT NULL, "PriceInclTax" numeric(18,4) NOT NULL);
CREATE TABLE "Shipment" ("Id" integer PRIMARY KEY, "OrderId" integer NOT NULL, "ShippedDateUtc" timestamp,
  "DeliveryDateUtc" timestamp);
CREATE TABLE "ShipmentItem" ("Id" integer PRIMARY KEY, "ShipmentId" integer NOT NULL, "OrderItemId" integer NOT NULL,
  "Quantity" integer NOT NULL);
CREATE TABLE "ReturnRequest" ("Id" integer PRIMARY KEY, "StoreId" integer NOT NULL, "OrderItemId" integer NOT NULL,
  "Quantity" integer NOT NULL, "ReturnRequestStatusId" integer NOT NULL, "CreatedOnUtc" timestamp NOT NULL,
  "UpdatedOnUtc" timestamp NOT NULL);
CREATE TABLE "ShoppingCartItem" ("Id" integer PRIMARY KEY, "StoreId" integer NOT NULL,
  "ShoppingCartTypeId" integer NOT NULL, "CustomerId" integer NOT NULL, "ProductId" integer NOT NULL,
  "Quantity" integer NOT NULL, "CreatedOnUtc" timestamp NOT NULL, "UpdatedOnUtc" timestamp NOT NULL);
CREATE TABLE "ScheduleTask" ("Id" integer PRIMARY KEY, "Name" citext NOT NULL, "Seconds" integer NOT NULL,
  "Enabled" boolean NOT NULL, "LastStartUtc" timestamp, "LastEndUtc" timestamp, "LastSuccessUtc" timestamp);
CREATE TABLE "QueuedEmail" ("Id" integer PRIMARY KEY, "SentTries" integer NOT NULL, "CreatedOnUtc" timestamp NOT NULL,
  "DontSendBeforeDateUtc" timestamp, "SentOnUtc" timestamp);
"""
