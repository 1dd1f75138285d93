compile_error!("a package that was not asked for");
