# Installation and export: find_package(radici) gives Radici::<floor>.
