module mailfold.dev/test-servers/mox

go 1.25

require github.com/mjl-/mox v0.0.15

tool github.com/mjl-/mox
