"""The product's own server with one view more: signed in, CSRF, one INSERT; what an autosave is measured against."""
