-- When a route of the marketplace's own was down concerns everybody who might use it: it says
-- nothing of any tenant.
create policy app_outages on alert for select to sandi_app
  using (tenant_id = '00000000-0000-0000-0000-000000000000' and kind = 'VENDOR_DOWN');
