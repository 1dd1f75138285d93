@echo off
rem Builds this project, then uses it as a user's project would: builds, tests and runs examples\hello-wasip1.
rem Arguments go to Maven, for example -Dmaven.repo.local=DIRECTORY.
setlocal
cd /d "%~dp0"

echo ==^> Build wasm-maven-plugin and install it into the local Maven repository
call mvnw.cmd -ntp -q -Dquickly install %* || exit /b 1

echo ==^> examples/hello-wasip1: mvn wasm:build wasm:test wasm:run
call mvnw.cmd -ntp -f examples/hello-wasip1 wasm:build wasm:test wasm:run -Dwasm.env=SALUTATION=Hello -Dwasm.dirs=tests/data::/data::ro "-Dwasm.args=--file /data/names.txt 'the Java Virtual Machine'" %* || exit /b 1
