"""What people write, read with care: dossiers, proposals, workbooks."""
