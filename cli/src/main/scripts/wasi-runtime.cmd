@echo off
rem Starts the WASI runtime. Looks for Java in JAVA_HOME, then in PATH.
setlocal
set "JAVA_EXE=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
"%JAVA_EXE%" -XX:+UseSerialGC -XX:-DontCompileHugeMethods -XX:-ClipInlining ^
    -XX:Tier3InvocationThreshold=100 -XX:Tier3MinInvocationThreshold=50 -XX:Tier3CompileThreshold=500 ^
    -XX:Tier3BackEdgeThreshold=5000 %WASI_RUNTIME_JAVA_OPTS% -jar "%~dp0wasi-runtime-cli.jar" %*
exit /b %ERRORLEVEL%
