print("salon")
