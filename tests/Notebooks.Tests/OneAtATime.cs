using Xunit.Sdk;
using Xunit.v3;

// Running a notebook stands in for the console, of which a process has one.
[assembly: Parallelization(Mode = ParallelMode.None)]
