// A server and a cache of this project's own, so that what it counts is what happens here.
int port = new ServerSocket(0).withCloseable { it.localPort }
new File(basedir, 'sccache.port').text = port
return true
