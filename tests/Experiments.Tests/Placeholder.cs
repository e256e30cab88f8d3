namespace HeavySim.Experiments.Tests;
