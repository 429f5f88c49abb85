"""What stands beside us: wizards of twelve pages as their makers' guides show them."""
