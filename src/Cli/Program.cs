using HeavySim.Cli;

return await CommandLine.RunAsync(args);
