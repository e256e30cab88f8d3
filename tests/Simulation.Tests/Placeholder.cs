namespace HeavySim.Simulation.Tests;
