// Test server
